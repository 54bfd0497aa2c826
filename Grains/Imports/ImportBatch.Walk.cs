using System.Text.RegularExpressions;
using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Imports;
using FleetMigrator.Grains.Interfaces.Labels;
using FleetMigrator.Grains.Interfaces.Sources;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Imports;

/// <summary>How an import goes on: it lists the instances once, then has a bounded number of them run the install line.</summary>
internal sealed partial class ImportBatch
{
    private const string Account = "default"; // The only one until there are more.
    private const int LargestCode = 1000;
    private const int OutputShown = 500;

    private ICloudServers Servers => clouds.For(Account).Servers;

    private IImportRegister Register => GrainFactory.GetGrain<IImportRegister>(Record.Request!.Region);

    private async Task Look(CancellationToken cancellation)
    {
        if (!Record.IsOpen)
        {
            return;
        }

        try
        {
            if (!Record.IsListed)
            {
                await ListServers(cancellation);
            }

            await LookAtRunning(cancellation);
            await SendMore(cancellation);
            if (!Record.Items.Any(item => item.State is ImportState.Waiting or ImportState.Running))
            {
                await End(fault: null);
            }
        }
        catch (FleetException refused) when (refused.Fault.Cure == Cure.Wait)
        {
            LogWaits(Id, refused.Message);
        }
        catch (FleetException refused)
        {
            await End(refused.Fault);
        }

        Schedule();
    }

    private async Task ListServers(CancellationToken cancellation)
    {
        var request = Record.Request!;
        var found = await Servers.Find(request.Region, request.Filter, cancellation);
        var known = await Register.Known([.. found.Select(server => server.Id)]);
        var missing = request.Filter.Ids.Except(found.Select(server => server.Id), StringComparer.Ordinal)
            .Select(id => Failed(new ImportItem(new CloudServer(id, "", "", "", "", null, null, "", new Dictionary<string, string>()), ImportState.Failed), CloudErrors.NotFound.Fault($"{id} in {request.Region}")));
        var items = found.Select(server => known.TryGetValue(server.Id, out var source)
            ? new ImportItem(server, ImportState.AlreadyImported) { SourceId = source, Text = $"It is the source server {source} already." }
            : new ImportItem(server, ImportState.Waiting));
        await this.Save(store, Record with { IsListed = true, Items = [.. items.Concat(missing).OrderBy(item => item.Server.Id, StringComparer.Ordinal)] });
    }

    /// <summary>Has as many instances as are allowed run the install line. What is sent is written down before.</summary>
    private async Task SendMore(CancellationToken cancellation)
    {
        // Those that a crash cut off between intent and answer are sent again first, with the same code and so with the same token.
        var cutOff = Record.Items.Where(item => item is { State: ImportState.Running, InvocationId: null }).ToList();
        var free = Record.Request!.AtOnce - Record.Items.Count(item => item is { State: ImportState.Running, InvocationId: not null });
        var next = cutOff.Count > 0 ? cutOff : [.. Record.Items.Where(item => item.State == ImportState.Waiting).Take(Math.Max(0, free))];
        if (next.Count == 0)
        {
            return;
        }

        if (cutOff.Count == 0)
        {
            await HaveCode(next.Count);
        }

        var now = clock.GetUtcNow();
        var reachable = (await Servers.Reachable(Record.Request.Region, [.. next.Select(item => item.Server.Id)], cancellation)).ToHashSet(StringComparer.Ordinal);
        await Change(next.Select(item => item with { State = ImportState.Running, SentAt = item.SentAt ?? now, Text = "The install line is being sent." }));
        await Change(await Task.WhenAll(next.Select(item => Send(item with { State = ImportState.Running, SentAt = item.SentAt ?? now }, reachable.Contains(item.Server.Id), cancellation))));
    }

    private async Task<ImportItem> Send(ImportItem item, bool reachable, CancellationToken cancellation)
    {
        if (ImportRules.Obstacle(item.Server, reachable) is { } obstacle)
        {
            return Failed(item, obstacle);
        }

        try
        {
            // The cloud refuses a known token with another command, and another code makes another command.
            var token = Ids.Of("fm", Id, item.Server.Id, $"{item.Attempt}", CodeText.Parse(Record.Code)!.Id);
            var invocation = await Servers.Run(
                Record.Request!.Region, item.Server.Id, install.InstallLine(Record.Code), TimeSpan.FromMinutes(Record.Request.Minutes), token, cancellation);
            return item with { InvocationId = invocation, Text = "The install line runs." };
        }
        catch (FleetException refused)
        {
            return Failed(item, refused.Fault);
        }
    }

    /// <summary>A code with enough places; stored before it is used.</summary>
    private async Task HaveCode(int places)
    {
        if (Record.CodePlaces >= places)
        {
            await this.Save(store, Record with { CodePlaces = Record.CodePlaces - places });
            return;
        }

        var wanted = Math.Clamp(Record.Items.Count(item => item.State is ImportState.Waiting or ImportState.Running), places, LargestCode);
        var made = await GrainFactory.GetGrain<IActivationCode>(Ids.New("at")).Create(new CodeRequest($"import-{Ids.Random(8)}", $"Made by the import {Id}.", wanted, ValidDays: 1));
        await this.Save(store, Record with { Code = made.Code, CodePlaces = wanted - places });
    }

    private async Task LookAtRunning(CancellationToken cancellation)
    {
        var running = Record.Items.Where(item => item is { State: ImportState.Running, InvocationId: not null }).ToList();
        if (running.Count == 0)
        {
            return;
        }

        var looked = await Task.WhenAll(running.Select(item => LookAt(item, cancellation)));
        var imported = looked.Where(item => item.State == ImportState.Imported).ToDictionary(item => item.Server.Id, item => item.SourceId!, StringComparer.Ordinal);
        if (imported.Count > 0)
        {
            await Register.Note(imported);
        }

        var changed = looked.Except(running).ToList();
        if (changed.Count > 0)
        {
            await Change(changed);
        }
    }

    private async Task<ImportItem> LookAt(ImportItem item, CancellationToken cancellation)
    {
        ServerCommand? command;
        try
        {
            command = await Servers.Result(Record.Request!.Region, item.InvocationId!, item.Server.Id, cancellation);
        }
        catch (FleetException refused) when (refused.Fault.Cure == Cure.Wait)
        {
            command = null;
        }

        if (command is { Status: "Success", ExitCode: 0 or null } && Joined().Match(command.Output) is { Success: true } match)
        {
            return await Label(item, match.Groups["id"].Value);
        }

        if (command is null or { IsOpen: true })
        {
            var minutes = (clock.GetUtcNow() - item.SentAt!.Value).TotalMinutes;
            return minutes < Record.Request!.Minutes
                ? item with { Text = $"The install line is {command?.Status ?? "on its way"}, {minutes:0} of {Record.Request.Minutes} min." }
                : Failed(item, BulkErrors.ImportTimedOut.Fault($"after {Record.Request.Minutes} min it was still {command?.Status ?? "not listed"}{Said(command)}"));
        }

        return Failed(item, command.Status is "Timeout" or "Terminated"
            ? BulkErrors.ImportTimedOut.Fault($"Cloud Assistant ended it as {command.Status}{Said(command)}")
            : BulkErrors.InstallFailed.Fault($"{command.Status}, exit code {command.ExitCode}{(command.ErrorCode.Length > 0 ? $", {command.ErrorCode}: {command.Error}" : "")}{Said(command)}"));
    }

    /// <summary>Carries tags and resource group over to the new source server.</summary>
    private async Task<ImportItem> Label(ImportItem item, string sourceId)
    {
        var (tags, leftOut) = ImportRules.Tags(Record.Request!, item.Server);
        var text = leftOut == 0 ? "Imported." : $"Imported; {leftOut} tags of the instance have no room or no right here.";
        try
        {
            await GrainFactory.GetGrain<ISourceServer>(sourceId).Label(new LabelChange { Put = tags, Group = await GroupOf(item.Server) });
        }
        catch (FleetException refused)
        {
            text = $"Imported, without tags and group: {refused.Message}";
        }

        return item with { State = ImportState.Imported, SourceId = sourceId, Text = text };
    }

    /// <summary>Our resource group for an instance: the one that was asked for, or one that is called like its own.</summary>
    private async Task<string?> GroupOf(CloudServer server)
    {
        if (Record.Request!.Group.Length > 0 || server.ResourceGroup.Length == 0)
        {
            return Record.Request.Group.Length > 0 ? Record.Request.Group : null;
        }

        var id = Ids.Of("rg", Account, server.ResourceGroup);
        await GrainFactory.GetGrain<IResourceGroup>(id).Create(server.ResourceGroup);
        return id;
    }

    /// <summary>Ends the import; with a fault, what is not done has failed for that reason, so that a retry takes it up.</summary>
    private async Task End(Fault? fault)
    {
        if (CodeText.Parse(Record.Code) is { } code)
        {
            // Nobody else shall join with what instances may have logged.
            await GrainFactory.GetGrain<IActivationCode>(code.Id).Disable();
        }

        await this.Save(store, Record with
        {
            Code = "",
            CodePlaces = 0,
            EndedAt = clock.GetUtcNow(),
            Fault = fault,
            Items = fault is null ? Record.Items : [.. Record.Items.Select(item => item.State is ImportState.Waiting or ImportState.Running ? Failed(item, fault) : item)],
        });
        LogEnded(Id, Record.Items.Count(item => item.State == ImportState.Imported), Record.Items.Count);
    }

    private Task Change(IEnumerable<ImportItem> changed)
    {
        var byId = changed.ToDictionary(item => item.Server.Id, StringComparer.Ordinal);
        return this.Save(store, Record with { Items = [.. Record.Items.Select(item => byId.GetValueOrDefault(item.Server.Id, item))] });
    }

    private static ImportItem Failed(ImportItem item, Fault fault)
        => item with { State = ImportState.Failed, Fault = fault, Text = $"{fault.Title}: {fault.Cause}." };

    private static string Said(ServerCommand? command)
    {
        var output = command?.Output.Trim() ?? "";
        return output.Length == 0 ? "" : $"; it said: {(output.Length > OutputShown ? "…" + output[^OutputShown..] : output)}";
    }

    [GeneratedRegex(@"Import Source Server \[(?<id>s-[0-9a-z]+)\] Successfully!", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Joined();

    [LoggerMessage(7202, LogLevel.Information, "Import {ImportId} has ended: {Imported} of {Count} instances were imported")]
    private partial void LogEnded(string importId, int imported, int count);

    [LoggerMessage(7203, LogLevel.Warning, "Import {ImportId} waits for the cloud: {Reason}")]
    private partial void LogWaits(string importId, string reason);
}
