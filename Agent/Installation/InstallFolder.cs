namespace FleetMigrator.Agent.Installation;

/// <summary>The agent's folder on the source server, and what lies where in it. Nothing is written elsewhere but the unit.</summary>
/// <param name="Base">Folder that holds the agent's; <c>/smc</c> unless asked otherwise.</param>
/// <param name="Name"><c>fleet-agent</c>, or the versioned folder of a client that was unpacked by hand.</param>
internal sealed record InstallFolder(string Base, string Name = InstallFolder.InstalledName)
{
    public const string DefaultBase = "/smc";
    public const string InstalledName = "fleet-agent";
    private const string ClientName = "client.json";

    public string Root => Path.Combine(Base, Name);

    /// <summary>How <c>--dir</c> names it: the folder around an installed agent, or the folder of an unpacked client itself.</summary>
    public string Dir => Name == InstalledName ? Base : Root;

    /// <summary>What is no part of the server: the usual folder as a whole, and nothing around an agent that lies elsewhere.</summary>
    public string LeftOut => Base == DefaultBase ? Base : Root;

    public string Client => Path.Combine(Root, ClientName);
    public string Executable => Path.Combine(Root, "fleet-agent");
    public string Settings => Path.Combine(Root, "agent.json");
    public string Key => Path.Combine(Root, "key.pem");
    public string Certificate => Path.Combine(Root, "certificate.pem");
    public string Ca => Path.Combine(Root, "ca.pem");
    public string Logs => Path.Combine(Root, "Logs");
    public string Log => Path.Combine(Logs, "fleet-agent.log");
    public string SupervisorLog => Path.Combine(Logs, "supervisor.log");
    public string Excludes => Path.Combine(Root, "Excludes");
    public string Work => Path.Combine(Root, "work");
    public string Reports => Path.Combine(Work, "reports");
    public string Receipts => Path.Combine(Work, "receipts");
    public string LogStays => Path.Combine(Work, "log-stays");
    public string Status => Path.Combine(Work, "status.json");
    public string Heartbeat => Path.Combine(Work, "heartbeat");
    public string WorkerLock => Path.Combine(Work, "worker.lock");
    public string SupervisorPid => Path.Combine(Root, "fleet-agent.pid");

    /// <summary>The folder that <c>--dir</c> names.</summary>
    public static InstallFolder At(string dir)
        => File.Exists(Path.Combine(dir, ClientName)) ? Itself(dir) : new InstallFolder(dir);

    /// <summary>The folder that this executable runs from when it is installed or unpacked there, otherwise the default.</summary>
    public static InstallFolder OfThisProgram()
    {
        var home = Path.GetDirectoryName(Environment.ProcessPath);
        return home is not null && (File.Exists(Path.Combine(home, "agent.json")) || File.Exists(Path.Combine(home, ClientName)))
            ? Itself(home)
            : new InstallFolder(DefaultBase);
    }

    /// <summary>Makes the folders, for root alone. Safe to repeat.</summary>
    public void Create()
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var folder in new[] { Root, Logs, Excludes, Work, Reports, Receipts })
        {
            Directory.CreateDirectory(folder, ownerOnly);
        }
    }

    private static InstallFolder Itself(string root) => new(Path.GetDirectoryName(root) ?? "/", Path.GetFileName(root));
}
