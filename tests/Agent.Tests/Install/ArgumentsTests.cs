using FleetMigrator.Agent.Commands;

namespace FleetMigrator.Agent.Tests.Install;

public sealed class ArgumentsTests
{
    [Theory]
    [InlineData("--abort", "stop")]
    [InlineData("--check", "check")]
    [InlineData("--version", "version")]
    [InlineData("daemon", "start")]
    public void The_original_tools_flags_are_understood(string word, string verb)
        => Assert.Equal(verb, Arguments.Parse([word], out _)!.Verb);

    [Theory]
    [InlineData("fly")]
    [InlineData("import", "--silo", "http://plain.example")]
    [InlineData("import", "--code")]
    [InlineData("import", "--colour", "red")]
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
    public void Import_takes_its_options()
    {
        var arguments = Arguments.Parse(["import", "--silo", "https://198.18.0.1:8443", "--ca", "ca.pem", "--code", " ABCD ", "--dir", "/opt/x/"], out _)!;
        Assert.Equal(("ca.pem", "ABCD", "/opt/x/fleet-agent"), (arguments.CaFile, arguments.Code, arguments.Folder.Root));
    }
}
