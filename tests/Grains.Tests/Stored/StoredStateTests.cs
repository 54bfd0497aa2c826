using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FleetMigrator.Grains.Hosting;

namespace FleetMigrator.Grains.Tests.Stored;

/// <summary>
/// States that earlier versions stored are loaded with every value. The files are what each version wrote, with every property filled:
/// they are added to and never changed.
/// </summary>
public sealed class StoredStateTests
{
    private static readonly JsonSerializerOptions _json = Options();

    public static TheoryData<string, int> Stored => [.. States.SelectMany(state => Enumerable.Range(1, Version(state.Value)).Select(version => (state.Key, version)))];

    private static Dictionary<string, Type> States { get; } = typeof(FleetGrains).Assembly.GetTypes()
        .SelectMany(type => type.GetConstructors())
        .SelectMany(maker => maker.GetParameters())
        .Where(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>() is not null)
        .ToDictionary(
            parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()!.StateName!,
            parameter => parameter.ParameterType.GetGenericArguments()[0],
            StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Stored))]
    public void What_an_earlier_version_stored_is_loaded_with_every_value(string state, int version)
    {
        var file = Path.Combine(Folder(), $"v{version}", $"{state}.json");
        if (!File.Exists(file))
        {
            File.WriteAllText($"{file}.actual", JsonSerializer.Serialize(Filler.Fill(States[state]), States[state], _json) + "\n");
            Assert.Fail($"{file} is missing. What version {version} writes stands beside it as .actual: move it there if it was never released otherwise.");
        }

        var stored = JsonNode.Parse(File.ReadAllText(file))!;
        var loaded = JsonSerializer.Deserialize(stored, States[state], _json);
        Assert.Equal("", Lost(stored, JsonSerializer.SerializeToNode(loaded, States[state], _json), state));
    }

    [Fact]
    public void Every_state_says_its_version() => Assert.All(States.Values, state => Assert.InRange(Version(state), 1, 100));

    private static int Version(Type state)
        => (int)(state.GetProperty("Version") ?? throw new InvalidOperationException($"{state} has no Version")).GetValue(Activator.CreateInstance(state))!;

    // What is more than was stored is no loss: properties that came later.
    private static string Lost(JsonNode? stored, JsonNode? loaded, string path) => (stored, loaded) switch
    {
        (JsonObject was, JsonObject has) => string.Concat(was.Select(member => Lost(member.Value, has[member.Key], $"{path}.{member.Key}"))),
        (JsonArray was, JsonArray has) when was.Count == has.Count => string.Concat(was.Select((item, at) => Lost(item, has[at], $"{path}[{at}]"))),
        _ => JsonNode.DeepEquals(stored, loaded) ? "" : $"{path}: {stored?.ToJsonString()} became {loaded?.ToJsonString() ?? "nothing"}; ",
    };

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions { WriteIndented = true };
        StoredJson.Configure(options);
        return options;
    }
}
