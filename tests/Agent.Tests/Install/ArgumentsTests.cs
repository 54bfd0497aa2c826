using FleetMigrator.Agent.Commands;
using FleetMigrator.Agent.Installation;

namespace FleetMigrator.Agent.Tests.Install;

public sealed class ArgumentsTests
{
    [Theory]
    [InlineData("--abort", "stop")]
    [InlineData("--check", "check")]
    [InlineData("--version", "version")]
    [InlineData("daemon", "start")]
    [InlineData("--status", "status")]
    [InlineData("--uninstall", "uninstall")]
    [InlineData("-h", "help")]
    public void The_original_tools_flags_are_understood(string word, string verb)
        => Assert.Equal(verb, Arguments.Parse([word], out _)!.Verb);

    [Theory]
    [InlineData("fly")]
    [InlineData("import", "--silo", "http://plain.example")]
    [InlineData("import", "--code")]
    [InlineData("import", "--colour", "red")]
    [InlineData("--colour")]
    [InlineData("import", "--ca-sha256", "12ab")]
    [InlineData("run", "--dir", "relative")]
    public async Task Mistakes_are_named_and_end_with_exit_code_2(params string[] words)
    {
        Assert.Null(Arguments.Parse(words, out var mistake));
        Assert.NotEmpty(mistake);
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        Assert.Equal(ExitCodes.Usage, await CommandLine.Run(words, TimeProvider.System, output, error));
        Assert.Contains(mistake, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_without_a_verb_are_those_of_an_unpacked_client()
    {
        var arguments = Arguments.Parse(["--code", "-", "--json"], out _)!;
        Assert.Equal((Verb.Join, "-", true), (arguments.Verb, arguments.Code, arguments.Json));
    }

    [Fact]
    public void The_help_tells_every_verb_with_its_other_words_and_every_exit_code()
    {
        Assert.All(Verb.All.Where(verb => verb.Summary.Length > 0), verb => Assert.All(verb.Aliases.Append(verb.Name), word => Assert.Contains(word, HelpText.Usage, StringComparison.Ordinal)));
        Assert.All(
            typeof(ExitCodes).GetFields().Select(field => (int)field.GetRawConstantValue()!),
            code => Assert.Matches($"(?m)^  {code} ", HelpText.Usage));
    }

    [Fact]
    public void An_unpacked_client_is_its_own_folder_and_nothing_around_it_is_left_out_of_the_copy()
    {
        using var temporary = new TemporaryFolder();
        temporary.Write("fleet-agent_1_linux_x86_64/client.json", "{}");
        var unpacked = InstallFolder.At(temporary.File("fleet-agent_1_linux_x86_64"));
        Assert.Equal((unpacked.Root, unpacked.Root), (unpacked.Dir, unpacked.LeftOut));
        Assert.Equal(temporary.File("fleet-agent_1_linux_x86_64"), unpacked.Root);
        Assert.Equal(("/smc", "/smc/fleet-agent"), (InstallFolder.At("/smc").LeftOut, InstallFolder.At("/smc").Root));
        Assert.Equal("/opt/fleet-agent", InstallFolder.At("/opt").LeftOut);
    }

    [Fact]
    public void Import_takes_its_options()
    {
        var arguments = Arguments.Parse(["import", "--silo", "https://198.18.0.1:8443", "--ca", "ca.pem", "--code", " ABCD ", "--dir", "/opt/x/"], out _)!;
        Assert.Equal(("ca.pem", "ABCD", "/opt/x/fleet-agent"), (arguments.CaFile, arguments.Code, arguments.Folder.Root));
    }
}
