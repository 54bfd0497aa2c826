using System.Globalization;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using FleetMigrator.Demo.Boot;
using FleetMigrator.Demo.Run;
using FleetMigrator.Demo.Sources;
using FleetMigrator.Demo.Stage;
using FleetMigrator.Demo.Verify;
using FleetMigrator.LocalRegion.Machines;
using Microsoft.Playwright;

namespace FleetMigrator.Browser;

/// <summary>A person's whole way through the pages, in a real browser, with everything behind it real.</summary>
[Trait("Kind", "browser")]
public sealed class MigrationInTheBrowserTests
{
    private const float StepLimit = 60_000;
    private const float JobLimit = 15 * 60_000;

    private readonly string _pictures = Directory.CreateDirectory(Path.Combine(Environment.GetEnvironmentVariable("FLEET_ARTEFACTS") ?? ".", "screenshots")).FullName;
    private readonly List<string> _violations = [];
    private int _picture;

    [Fact]
    public async Task A_server_is_imported_and_migrated_through_the_pages()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a migration needs root");
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "chromium is not installed");
        var artefacts = new Artefacts(Environment.GetEnvironmentVariable("FLEET_ARTEFACTS")!, Environment.GetEnvironmentVariable("FLEET_CACHE")!);
        var folder = Directory.CreateTempSubdirectory("fleet-browser-").FullName;
        var cancellation = TestContext.Current.CancellationToken;
        await using (var stage = await Stage.Start(artefacts, folder, ["cn-beijing/fleet-transit-pages"], cancellation))
        await using (var host = new MachineHost(Path.Combine(folder, "sources")))
        {
            var pristine = await new SourceServerBuilder(artefacts.Root("source"), artefacts.Cache, host.Disks).Build(SourceServerOptions.Small, null, cancellation);
            await using var server = await SourceServer.Start(host, pristine, Path.Combine(folder, "server"), "web-1", [Migration.Link(stage.RegionReady.Internet!, 1)], cancellation);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
            });
            await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
            var foreign = new List<string>();
            var page = await context.NewPageAsync();
            page.SetDefaultTimeout(StepLimit);
            page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(stage.SiloReady.PeopleUrl, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                {
                    foreign.Add(request.Url);
                }
            };

            await Open(page, $"{stage.SiloReady.PeopleUrl}/?token={stage.SiloReady.Token}");
            await page.GetByText("No server has been imported yet").WaitForAsync();
            await Look(page, "overview-empty");

            await Open(page, $"{stage.SiloReady.PeopleUrl}/codes/new");
            await page.GetByRole(AriaRole.Button, new() { Name = "Generate" }).ClickAsync();
            var line = await page.GetByTestId("install-line").InnerTextAsync();
            await Look(page, "code-created");
            var installed = await server.Exec(line, null, cancellation);
            Assert.True(installed.ExitCode == 0, installed.Output + installed.Error);

            await Open(page, $"{stage.SiloReady.PeopleUrl}/sources");
            await page.GetByText("Migration source online").WaitForAsync();
            await Look(page, "sources");
            await page.GetByRole(AriaRole.Link, new() { Name = "web-1" }).ClickAsync();
            await page.GetByText("Source ID").WaitForAsync();
            await Look(page, "source");
            await page.GetByRole(AriaRole.Link, new() { Name = "Start migration" }).ClickAsync();
            await page.GetByLabel("Image name prefix").WaitForAsync();
            await Look(page, "start-migration");
            await page.GetByText("Modify disk partition").ClickAsync();
            await Fill(page, "Size of vdb (GiB)", "2");
            await Fill(page, "Size of /srv/data (GiB)", "1.5");
            await page.GetByText("More configurations").ClickAsync();
            await page.GetByLabel("Speed limit (Mbit/s)").WaitForAsync();
            await Look(page, "start-migration-all-settings");
            await page.GetByRole(AriaRole.Button, new() { Name = "Check the plan" }).ClickAsync();
            await page.GetByText("/srv/data gets 1.5 GiB instead of 1 GiB.").WaitForAsync();
            await page.GetByText("Got it").ClickAsync();
            await Look(page, "start-migration-plan");
            await page.GetByRole(AriaRole.Button, new() { Name = "Start migration" }).ClickAsync();

            await page.WaitForURLAsync("**/jobs/j-*");
            await page.Locator("[data-step=Sync][data-state=Running]").WaitForAsync(new() { Timeout = JobLimit });
            await page.GetByTestId("copied").WaitForAsync();
            await Look(page, "job");
            await page.GetByTestId("job-status").GetByText("Completed").WaitForAsync(new() { Timeout = JobLimit });
            await Look(page, "job-completed");
            Assert.Equal(12, await page.Locator("[data-step][data-state=Succeeded]").CountAsync());

            await Open(page, $"{stage.SiloReady.PeopleUrl}/images");
            await page.GetByText("Available").WaitForAsync();
            await Look(page, "images");
            await Boots(stage, server, folder, cancellation);
            await Open(page, $"{stage.SiloReady.PeopleUrl}/");
            await page.GetByText("Jobs completed").WaitForAsync();
            await Look(page, "overview");
            await Visit(page, stage.SiloReady.PeopleUrl);
            Assert.Empty(foreign);
            Assert.Empty(_violations);
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The image with its changed partition starts by itself, has all its mounts, and holds what the server holds.</summary>
    private static async Task Boots(Stage stage, SourceServer server, string folder, CancellationToken cancellation)
    {
        await using var download = new EdgeImageDownload(stage.RegionReady, "cn-beijing", "fleet-transit-pages");
        var image = Assert.Single(await download.Cloud.EdgeImages.List(cancellation));
        var disks = await download.Fetch(image.Id, folder, cancellation);
        await server.Stop(cancellation);
        var boot = await QemuBoot.Run(disks, folder, "root", "demo", TimeSpan.FromMinutes(5), cancellation);
        Assert.Contains(boot.Mounts, mount => mount.Contains("/srv/data", StringComparison.Ordinal));
        Assert.Empty((await ImageVerification.Run([server.Disks.Root, server.Disks.Data], disks, folder, cancellation)).Wrong);
        var size = await Tool.Run("qemu-img", ["info", "--output=json", disks[1]], cancellation);
        Assert.Equal(2L << 30, JsonDocument.Parse(size).RootElement.GetProperty("virtual-size").GetInt64());
    }

    private static async Task Fill(IPage page, string label, string text)
    {
        await page.GetByLabel(label).FillAsync(text);
        await page.GetByLabel(label).PressAsync("Tab");
    }

    /// <summary>Looks at every other page, each with what the migration left on it, and chooses many rows at once.</summary>
    private async Task Visit(IPage page, string url)
    {
        foreach (var (path, text) in ((string Path, string Text)[])
        [
            ("import", "Physical server, VM or other cloud"), ("import?type=other&method=client", "64-bit (x86-64)"), ("import?type=ecs&method=console", "Find instances"),
            ("setup", "The account is ready for migrations."), ("imports", "Nothing has been imported"), ("waves", "No wave is planned"), ("waves/new", "When and how many"), ("batches", "There was no bulk action"), ("codes", "Activation codes"),
            ("resources", "Orphans"), ("quotas", "Set a limit"), ("activity", "createJob"), ("notifications", "Tell somebody"), ("access-keys", "Create a key"), ("errors", "FM-1001"),
        ])
        {
            await Open(page, $"{url}/{path}");
            await page.GetByText(text).First.WaitForAsync();
            await Look(page, path.Split('?')[0].Replace('/', '-') + (path.Contains("method", StringComparison.Ordinal) ? $"-{path.Split("method=")[1]}" : ""));
        }

        await Open(page, $"{url}/sources");
        await page.GetByLabel("Choose all of this page").CheckAsync();
        await page.GetByTestId("chosen").GetByText("1 chosen").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tags and group…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a tag" }).ClickAsync();
        await page.GetByLabel("Key 1").FillAsync("env");
        await page.GetByLabel("Value 1").FillAsync("prod");
        await page.GetByLabel("Value 1").PressAsync("Tab");
        await Look(page, "sources-chosen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply to 1 server" }).ClickAsync();
        await page.WaitForURLAsync("**/batches/b-*");
        await page.GetByText("1 of 1").WaitForAsync();
        await Look(page, "batch");
        await Open(page, $"{url}/sources?q=tag.env%3Dprod");
        await page.GetByRole(AriaRole.Link, new() { Name = "web-1" }).WaitForAsync();
    }

    /// <summary>Opens a page and waits until it answers to clicks.</summary>
    private static async Task Open(IPage page, string url)
    {
        await page.GotoAsync(url);
        await page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Takes pictures in both themes and asks the accessibility checker.</summary>
    private async Task Look(IPage page, string name)
    {
        var number = (++_picture).ToString("00", CultureInfo.InvariantCulture);
        foreach (var theme in (string[])["light", "dark"])
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(_pictures, $"{number}-{name}-{theme}.png"), FullPage = true });
            _violations.AddRange((await page.RunAxe()).Violations.SelectMany(violation => violation.Nodes.Select(node => $"{name} {theme}: {violation.Id} {violation.Help}: {node.Html}")));
            await page.GetByLabel(theme == "light" ? "Dark colours" : "Light colours").ClickAsync();
            await page.GetByLabel(theme == "light" ? "Light colours" : "Dark colours").WaitForAsync();
        }
    }
}
