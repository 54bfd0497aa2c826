namespace FleetMigrator.Agent.Installation;

/// <summary>The agent's folder on the source server, and what lies where in it. Nothing is written elsewhere but the unit.</summary>
/// <param name="Base">Folder that holds <c>fleet-agent/</c>; <c>/smc</c> unless asked otherwise.</param>
internal sealed record InstallFolder(string Base)
{
    public const string DefaultBase = "/smc";

    public string Root => Path.Combine(Base, "fleet-agent");
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
    public string Status => Path.Combine(Work, "status.json");
    public string WorkerLock => Path.Combine(Work, "worker.lock");
    public string SupervisorPid => Path.Combine(Root, "fleet-agent.pid");

    /// <summary>The folder that this executable runs from when it is installed, otherwise the default.</summary>
    public static InstallFolder OfThisProgram()
    {
        var home = Path.GetDirectoryName(Environment.ProcessPath);
        return home is not null && Path.GetFileName(home) == "fleet-agent" && File.Exists(Path.Combine(home, "agent.json"))
            ? new InstallFolder(Path.GetDirectoryName(home) ?? DefaultBase)
            : new InstallFolder(DefaultBase);
    }

    /// <summary>Makes the folders, for root alone. Safe to repeat.</summary>
    public void Create()
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var folder in new[] { Root, Logs, Excludes, Work, Reports })
        {
            Directory.CreateDirectory(folder, ownerOnly);
        }
    }
}
