using System.CommandLine;
using System.Text.Json;
using FleetMigrator.Cli.Api;

namespace FleetMigrator.Cli.Commands;

/// <summary>The commands: nouns, then verbs. Data goes to standard output, talk to standard error.</summary>
internal static class FleetCommands
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "table or json",
        DefaultValueFactory = _ => "table",
        Recursive = true,
    };

    public static RootCommand Build()
    {
        Output.AcceptOnlyFromAmong("table", "json");
        var root = new RootCommand("Drives a FleetMigrator service. FLEET_URL and FLEET_TOKEN say which.") { Output };
        root.Add(Noun("sources", "Source servers", ("name", "name"), ("id", "id"), ("status", "stateText"), ("system", "inventory.osName"), ("next step", "nextStep")));
        root.Add(Noun("codes", "Activation codes", ("name", "name"), ("id", "id"), ("status", "status"), ("used", "used"), ("of", "servers"), ("until", "expiresAt")));
        var jobs = Noun("jobs", "Migration jobs", ("name", "name"), ("id", "id"), ("source", "sourceName"), ("status", "status"), ("step", "step"), ("image", "edgeImageId"));
        foreach (var action in new[] { "start", "pause", "resume", "retry", "cancel" })
        {
            jobs.Add(WithId(action, $"Asks the job to {action}", id => $"api/v1/jobs/{id}/{action}", post: true));
        }

        root.Add(jobs);
        return root;
    }

    private static Command Noun(string noun, string description, params (string Heading, string Property)[] columns)
    {
        var list = new Command("list", "Lists them");
        list.SetAction(async (parsed, cancellation) =>
        {
            using var api = FleetApi.FromEnvironment();
            var page = await api.Get($"api/v1/{noun}", cancellation);
            if (parsed.GetValue(Output) == "json")
            {
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(page, Indented).AsMemory(), cancellation);
            }
            else
            {
                Table.Print(page.GetProperty("items"), columns);
            }

            return ExitCode.Done;
        });
        return new Command(noun, description) { list, WithId("show", "Shows one", id => $"api/v1/{noun}/{id}", post: false) };
    }

    private static Command WithId(string verb, string description, Func<string, string> path, bool post)
    {
        var id = new Argument<string>("id");
        var command = new Command(verb, description) { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var api = FleetApi.FromEnvironment();
            var address = path(Uri.EscapeDataString(parsed.GetRequiredValue(id)));
            var answer = post ? await api.Post(address, cancellation) : await api.Get(address, cancellation);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(answer, Indented).AsMemory(), cancellation);
            return ExitCode.Done;
        });
        return command;
    }
}
