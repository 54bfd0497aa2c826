using System.Text.Json;
using FleetMigrator.Agent.Commands;
using FleetMigrator.Agent.Enrolment;
using FleetMigrator.Agent.Installation;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Tests.Client;

/// <summary>The real program as an unpacked client, at a pseudo terminal and without one.</summary>
[Trait("Kind", "system")]
public sealed class ClientByHandTests : IAsyncLifetime
{
    private const string Prompt = "Activation code or access key (not shown): ";
    private const string Right = "at-0123456789ab-0123456789abcdefghjkmnpqrs";
    private const string Wrong = "at-0123456789ab-zzzzzzzzzzzzzzzzzzzzzzzzzz";

    private UnpackedClient? _client;

    private UnpackedClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "importing a server needs root");
        var built = Environment.GetEnvironmentVariable("FLEET_ARTEFACTS");
        Assert.SkipWhen(string.IsNullOrEmpty(built), "the programs are built by ./fleet test");
        _client = await UnpackedClient.Start(Path.Combine(built!, "fleet-agent"));
        _client.Silo.OnlyCode = Right;
    }

    [Fact]
    public async Task A_code_is_accepted_at_the_prompt_and_not_shown()
    {
        using var terminal = Client.OnTerminal("import");
        await terminal.Expect(Prompt);
        await terminal.Type(Right);
        Assert.Equal(ExitCodes.Done, await terminal.End());
        Assert.Contains("Import Source Server [s-test] Successfully!", terminal.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Right[^26..], terminal.Seen, StringComparison.Ordinal);
        Assert.Equal(Right, Client.Silo.Enrolled!.ActivationCode);
    }

    [Fact]
    public async Task An_access_key_pair_is_accepted_at_the_prompt_and_not_shown()
    {
        Client.Silo.OnlyCode = "";
        using var terminal = Client.OnTerminal("import");
        await terminal.Expect(Prompt);
        await terminal.Type("ak-0123456789ab");
        await terminal.Expect("Secret of the access key (not shown): ");
        await terminal.Type("0123456789abcdefghjkmnpqrstvwxyz");
        Assert.Equal(ExitCodes.Done, await terminal.End());
        Assert.DoesNotContain("abcdefghjkmnpqrstvwxyz", terminal.Seen, StringComparison.Ordinal);
        Assert.Equal(
            ("", "ak-0123456789ab", "0123456789abcdefghjkmnpqrstvwxyz"),
            (Client.Silo.Enrolled!.ActivationCode, Client.Silo.Enrolled.AccessKeyId, Client.Silo.Enrolled.AccessKeySecret));
    }

    [Fact]
    public async Task A_wrong_code_is_explained_in_the_services_words_and_may_be_entered_again()
    {
        using var terminal = Client.OnTerminal("import");
        await terminal.Expect(Prompt);
        await terminal.Type("not a code");
        await terminal.Expect("has not the form of an activation code");
        await terminal.Expect(Prompt);
        await terminal.Type(Wrong);
        await terminal.Expect("there is no such code");
        await terminal.Expect(Prompt);
        await terminal.Type(Right);
        Assert.Equal(ExitCodes.Done, await terminal.End());
        Assert.Equal(2, Client.Silo.Enrolments); // what has not even the form never travelled
    }

    [Fact]
    public async Task After_three_wrong_codes_it_gives_up_with_the_services_code()
    {
        using var terminal = Client.OnTerminal("import");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await terminal.Expect(Prompt);
            await terminal.Type(Wrong);
        }

        Assert.Equal(ExitCodes.NotAllowed, await terminal.End());
        Assert.Contains("Import failed.", terminal.Seen, StringComparison.Ordinal);
        Assert.Equal(3, Client.Silo.Enrolments);
        Assert.False(File.Exists(Client.Folder.Settings));
    }

    [Fact]
    public async Task Without_a_terminal_and_a_code_it_says_how_to_give_one()
    {
        var (exit, _, error) = await Client.Run("", "import");
        Assert.Equal(ExitCodes.Usage, exit);
        Assert.All(["FM-1009", CodeSource.Variable, "--code-file", "--code -"], word => Assert.Contains(word, error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_on_standard_input_needs_no_terminal()
    {
        var (exit, output, error) = await Client.Run(Right + "\n", "import", "--code", "-");
        Assert.True(exit == ExitCodes.Done, error);
        Assert.Equal("Import Source Server [s-test] Successfully!\n", output);
    }

    [Fact]
    public async Task After_abort_a_new_run_imports_again_as_the_same_server_with_the_same_key()
    {
        await Join();
        var first = Client.Silo.Enrolled!;
        var key = await File.ReadAllTextAsync(Client.Folder.Key);
        var before = await Status();
        Assert.Equal((AgentState.Online, "s-test"), (before.State, before.SourceId));
        Assert.True(Directory.Exists($"/proc/{before.ProcessId}"));

        var (exit, output, _) = await Client.Run("", "--abort");
        Assert.Equal((ExitCodes.Done, true), (exit, output.Contains("stopped", StringComparison.Ordinal)));
        Assert.False(Directory.Exists($"/proc/{before.ProcessId}"));
        Assert.Equal(AgentState.Stopped, (await Status(ExitCodes.NotFound)).State);

        await Join();
        Assert.Equal(first.Identity, Client.Silo.Enrolled!.Identity); // by which the service finds the source id again
        Assert.NotSame(first, Client.Silo.Enrolled);
        Assert.Equal(key, await File.ReadAllTextAsync(Client.Folder.Key));
        Assert.Equal((AgentState.Online, "s-test"), ((await Status()).State, (await Status()).SourceId));
    }

    [Fact]
    public async Task Status_tells_the_last_heartbeat_and_uninstall_leaves_nothing()
    {
        Assert.Equal(AgentState.NotImported, (await Status(ExitCodes.NotFound)).State);
        await Join();
        // The second beat goes out after the answer to the first.
        await Client.Silo.Heard(AgentUp.MessageOneofCase.Heartbeat);
        await Client.Silo.Heard(AgentUp.MessageOneofCase.Heartbeat);
        await Client.Silo.Heard(AgentUp.MessageOneofCase.Heartbeat);
        Assert.NotNull((await Status()).LastHeartbeat);
        var (exit, output, _) = await Client.Run("", "--status");
        Assert.Equal(ExitCodes.Done, exit);
        Assert.Matches("(?m)^state +online since .*\n^source server +s-test$", output);
        Assert.DoesNotMatch("last heartbeat +none", output);

        Assert.Equal(ExitCodes.Done, (await Client.Run("", "--uninstall")).Exit);
        Assert.False(Directory.Exists(Client.Folder.Root));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("import", "--code", "-")]
    public async Task Neither_check_nor_import_asks_for_or_calls_rsync_a_snapshot_driver_or_selinux(params string[] words)
    {
        var called = Path.Combine(Client.Tools, "called");
        foreach (var tool in new[] { "rsync", "gcc", "make", "insmod", "modprobe", "setenforce", "getenforce", "apt-get", "yum", "dnf", "zypper", "sh" })
        {
            var path = Path.Combine(Client.Tools, tool);
            await File.WriteAllTextAsync(path, $"#!/bin/sh\necho {tool} >> {called}\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var (exit, output, error) = await Client.Run(Right + "\n", words);
        Assert.False(File.Exists(called), "it called something");
        Assert.True(exit == ExitCodes.Done || words[0] == "check", error);
        // Nothing is asked, and no check fails or warns for want of them.
        Assert.DoesNotContain('?', output);
        var named = output.Split('\n').Where(line => line.Contains("rsync", StringComparison.Ordinal) || line.Contains("SELinux", StringComparison.Ordinal));
        Assert.All(named, line => Assert.StartsWith("OK ", line, StringComparison.Ordinal));
        Assert.Equal(words[0] == "check" ? 1 : 0, named.Count());
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }
    }

    /// <summary>Imports and starts, as <c>./fleet-agent</c> does, and waits until the session stands.</summary>
    private async Task Join()
    {
        var (exit, output, error) = await Client.Run(Right + "\n", "join", "--code", "-");
        Assert.True(exit == ExitCodes.Done, error);
        Assert.StartsWith("Import Source Server [s-test] Successfully!\n", output, StringComparison.Ordinal);
        // A beat is sent only after the welcome was read.
        await Client.Silo.Heard(AgentUp.MessageOneofCase.Hello);
        await Client.Silo.Heard(AgentUp.MessageOneofCase.Heartbeat);
        await Client.Silo.Heard(AgentUp.MessageOneofCase.Heartbeat);
    }

    private async Task<AgentState> Status(int exit = ExitCodes.Done)
    {
        var (code, output, error) = await Client.Run("", "status", "--json");
        Assert.True(code == exit, output + error);
        return JsonSerializer.Deserialize(output, AgentJson.Default.AgentState)!;
    }
}
