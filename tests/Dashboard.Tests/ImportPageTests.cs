using Bunit;
using FleetMigrator.Dashboard.Imports;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Imports;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NSubstitute;

namespace FleetMigrator.Dashboard.Tests;

public sealed class ImportPageTests : DashboardContext
{
    private static readonly CloudServer Web = new("i-web", "web-1", "Running", "linux", "Debian 12", "10.0.0.4", "198.51.100.7", "rg-cloud", new Dictionary<string, string> { ["env"] = "prod" });
    private static readonly CloudServer Known = Web with { Id = "i-known", Name = "known-1" };

    private readonly ICloud _cloud = Substitute.For<ICloud>();
    private readonly IImportRegister _register = Substitute.For<IImportRegister>();
    private readonly IImportBatch _batch = Substitute.For<IImportBatch>();

    public ImportPageTests()
    {
        Clouds.For("default").Returns(_cloud);
        _cloud.Compute.Regions(default).ReturnsForAnyArgs(["cn-hangzhou", "cn-beijing"]);
        _cloud.Servers.Find(default!, default!, default).ReturnsForAnyArgs([Web, Known]);
        Grains.GetGrain<IImportRegister>("cn-beijing").Returns(_register);
        _register.Known(default!).ReturnsForAnyArgs(new Dictionary<string, string> { ["i-known"] = "s-known" });
        Grains.GetGrain<IImportBatch>(Arg.Any<string>()).Returns(_batch);
        Reader.Groups(default!, default).ReturnsForAnyArgs(new Page<GroupView>([], 0));
    }

    [Fact]
    public void Both_types_of_source_are_offered_each_with_its_methods()
    {
        var page = Open("/import");
        Assert.NotNull(page.Find("[data-testid=type-other]"));
        Assert.NotNull(page.Find("[data-testid=type-ecs]"));
        Assert.Equal(["method-command", "method-client"], Methods(page));
        Assert.Equal(["method-console", "method-command"], Methods(Open("/import?type=ecs")));
    }

    [Fact]
    public async Task Console_import_is_for_ecs_instances_only_and_lists_the_regions()
    {
        Assert.Empty(Open("/import?type=other&method=console").FindComponents<EcsImportForm>());
        var page = Open("/import?type=ecs&method=console");
        var regions = page.FindComponents<MudSelect<string>>().Single(select => select.Instance.Label == "Region");
        Assert.Contains("cn-beijing", regions.Markup, StringComparison.Ordinal);
        await _cloud.Compute.ReceivedWithAnyArgs().Regions(default);
    }

    [Fact]
    public async Task Chosen_instances_are_imported_and_those_that_are_sources_already_cannot_be_chosen()
    {
        var page = Open("/import?type=ecs&method=console");
        await Click(page, "Find instances");
        await _cloud.Servers.Received(1).Find("cn-beijing", Arg.Any<ServerFilter>(), Arg.Any<CancellationToken>());
        Assert.Contains("imported already", page.Markup, StringComparison.Ordinal);
        await Click(page, "Choose all that can be imported");
        await Click(page, "Import 1 instances");
        await _batch.Received(1).Create(Arg.Is<ImportRequest>(request => request.Region == "cn-beijing" && request.Filter.Ids.Single() == "i-web" && request.AtOnce == 20 && request.Minutes == 10));
        Assert.Equal("createImport", Actions.All[^1].Action);
        Assert.EndsWith($"/imports/{Actions.All[^1].Subject}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cloud_that_refuses_is_shown_with_its_code_and_nothing_is_imported()
    {
        var page = Open("/import?type=ecs&method=console");
        _cloud.Servers.Find(default!, default!, default).ReturnsForAnyArgs<IReadOnlyList<CloudServer>>(_ => throw CloudErrors.NotConfigured.With("default"));
        await Click(page, "Find instances");
        Assert.Contains(CloudErrors.NotConfigured.Id, page.Markup, StringComparison.Ordinal);
        await _batch.DidNotReceiveWithAnyArgs().Create(default!);
    }

    [Fact]
    public async Task The_client_is_listed_by_system_and_bitness_with_a_button_that_generates_a_code()
    {
        var code = Substitute.For<IActivationCode>();
        Grains.GetGrain<IActivationCode>(Arg.Any<string>()).Returns(code);
        code.Create(default!).ReturnsForAnyArgs(new CreatedCode(new CodeView("at-1", "", "", CodeStatus.Activated, 200, 0, Samples.Then, Samples.Then.AddDays(90), []), "at-1-secret"));
        var page = Open("/import?type=other&method=client");
        Assert.Equal(
            ["Linux, 64-bit (x86-64)", "Linux, 32-bit (i386)", "Windows, 32-bit, 64-bit"],
            page.FindAll("tbody tr").Select(row => string.Join(", ", row.QuerySelectorAll("td").Take(2).Select(cell => cell.TextContent.Trim()))));
        Assert.Equal(Samples.Client.Path, page.Find("[data-testid=client-download]").GetAttribute("href"));
        await Click(page, "Generate");
        Assert.Equal("at-1-secret", page.Find("[data-testid=activation-code]").TextContent);
    }

    private IRenderedComponent<ImportServersPage> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<ImportServersPage>();
    }

    private static IEnumerable<string?> Methods(IRenderedComponent<ImportServersPage> page)
        => page.FindAll("[data-testid^=method-]").Select(button => button.GetAttribute("data-testid"));
}
