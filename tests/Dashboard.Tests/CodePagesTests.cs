using Bunit;
using FleetMigrator.Dashboard.Codes;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using NSubstitute;

namespace FleetMigrator.Dashboard.Tests;

public sealed class CodePagesTests : DashboardContext
{
    private readonly IActivationCode _code = Substitute.For<IActivationCode>();

    public CodePagesTests() => Grains.GetGrain<IActivationCode>(Arg.Any<string>()).Returns(_code);

    [Fact]
    public async Task A_generated_code_is_shown_once_with_the_line_to_run()
    {
        var view = new CodeView("at-1", "first", "", CodeStatus.Activated, 200, 0, Samples.Then, Samples.Then.AddDays(90), []);
        _code.Create(default!).ReturnsForAnyArgs(new CreatedCode(view, "at-1-secret"));
        Install.InstallLine("at-1-secret").Returns("curl … --code at-1-secret");
        var page = Render<NewCodePage>();
        await Click(page, "Generate");
        Assert.Equal("curl … --code at-1-secret", page.Find("[data-testid=install-line]").TextContent);
        await _code.Received(1).Create(new CodeRequest("", "", 200, 90));
    }

    [Fact]
    public async Task All_faults_of_a_request_are_shown_at_once()
    {
        _code.Create(default!).ReturnsForAnyArgs<CreatedCode>(_ => throw new FleetException([CodeErrors.CountOutOfRange.Fault("0"), CodeErrors.ValidityOutOfRange.Fault("91")]));
        var page = Render<NewCodePage>();
        await Click(page, "Generate");
        Assert.Contains("FM-1005", page.Markup, StringComparison.Ordinal);
        Assert.Contains("FM-1006", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disabling_asks_first()
    {
        var view = new CodeView("at-1", "first", "", CodeStatus.Activated, 200, 3, Samples.Then, Samples.Then.AddDays(90), []);
        Reader.Codes(default!, default).ReturnsForAnyArgs(new Page<CodeView>([view], 1));
        var page = Render<CodesPage>();
        await Click(page, "Disable…");
        await _code.DidNotReceive().Disable();
        await Click(page, "Disable");
        await _code.Received(1).Disable();
    }

    [Fact]
    public void The_client_is_offered_with_its_hash_and_the_three_commands()
    {
        Reader.Codes(default!, default).ReturnsForAnyArgs(new Page<CodeView>([], 0));
        var page = Render<CodesPage>();
        Assert.Equal(Samples.Client.Path, page.Find("[data-testid=client-download]").GetAttribute("href"));
        Assert.Contains(Samples.Client.Sha256, page.Markup, StringComparison.Ordinal);
        Assert.Equal(Samples.Client.Commands, page.Find("[data-testid=client-commands]").TextContent.Split('\n'));
    }

    [Fact]
    public void Without_an_agent_to_hand_out_the_page_says_so_instead_of_a_link()
    {
        Reader.Codes(default!, default).ReturnsForAnyArgs(new Page<CodeView>([], 0));
        Client.Offer().Returns(_ => throw ServiceErrors.ArtefactMissing.With("Fleet:Agent:Path is not set"));
        var page = Render<CodesPage>();
        Assert.Contains("FM-9004", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=client-download]"));
    }

    [Fact]
    public void Without_codes_the_page_says_what_they_are_for()
    {
        Reader.Codes(default!, default).ReturnsForAnyArgs(new Page<CodeView>([], 0));
        Assert.Contains("lets servers join", Render<CodesPage>().Markup, StringComparison.Ordinal);
    }
}
