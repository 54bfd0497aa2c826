using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet.Search;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Waves;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Waves;

/// <summary>How a wave goes on: it follows its jobs, and starts the next ones when nothing holds it.</summary>
internal sealed partial class Wave
{
    private const int MostFound = 10_000;
    private const int LooksAtOnce = 32;

    private async Task Look(CancellationToken cancellation)
    {
        if (Record.State == WaveState.Planned && Record.Request?.StartAt is { } start && Now >= start)
        {
            await Begin();
        }

        if (Record.State is WaveState.Running or WaveState.Stopped)
        {
            await Follow();
            if (Record.State == WaveState.Running)
            {
                await StartMore();
                if (Record.Members.All(member => member.HasEnded))
                {
                    await Store(Record with { State = WaveState.Finished, EndedAt = Now });
                    LogFinished(Id, Record.Members.Count);
                }
            }
        }

        Schedule();
    }

    private async Task Begin()
    {
        var members = Record.Members;
        if (Record.Request!.Query is { } query && Record.StartedAt is null)
        {
            var ids = await reader.Find(Topic.Sources, FilterParser.Parse(query, Topic.Sources), MostFound, CancellationToken.None);
            members = [.. ids.Select(id => new WaveMember(id))];
        }

        await Store(Record with { State = WaveState.Running, StartedAt = Record.StartedAt ?? Now, Members = members });
        LogStarted(Id, members.Count);
    }

    /// <summary>Looks how the jobs stand that have not ended.</summary>
    private async Task Follow()
    {
        var open = Record.Members.Where(member => member is { JobId: not null, HasEnded: false }).ToList();
        var seen = new Dictionary<string, WaveMember>(StringComparer.Ordinal);
        foreach (var part in open.Chunk(LooksAtOnce))
        {
            foreach (var member in await Task.WhenAll(part.Select(LookAt)))
            {
                seen[member.SourceId] = member;
            }
        }

        await Change(seen);
    }

    private async Task<WaveMember> LookAt(WaveMember member)
    {
        try
        {
            var job = await GrainFactory.GetGrain<IMigrationJob>(member.JobId!).View();
            return member with { Status = job.Status, StartedAt = job.StartedAt, EndedAt = job.EndedAt };
        }
        catch (FleetException gone) when (gone.Code == JobErrors.Unknown.Id)
        {
            // Written down and not made before a crash: it is made again below.
            return new WaveMember(member.SourceId);
        }
    }

    private async Task StartMore()
    {
        _heldBy = await Obstacle();
        var free = _heldBy is null ? Record.Request!.AtOnce - Record.Members.Count(member => member.TakesPlace) : 0;
        var next = Record.Members.Where(member => member.IsWaiting).Take(Math.Max(0, free)).ToList();
        if (next.Count == 0)
        {
            return;
        }

        // Written down first; a job's id follows from wave and server, so that a repetition makes no second one.
        await Change(next.ToDictionary(member => member.SourceId, member => member with { JobId = Ids.Of("j", Id, member.SourceId) }, StringComparer.Ordinal));
        var begun = await Task.WhenAll(next.Select(member => StartJob(member with { JobId = Ids.Of("j", Id, member.SourceId) })));
        await Change(begun.ToDictionary(member => member.SourceId, StringComparer.Ordinal));
    }

    private async Task<WaveMember> StartJob(WaveMember member)
    {
        var request = Record.Request!;
        var settings = request.Mbps > 0 ? request.Template.Settings with { SpeedLimitMbps = request.Mbps / request.AtOnce } : request.Template.Settings;
        var job = GrainFactory.GetGrain<IMigrationJob>(member.JobId!);
        try
        {
            var view = await job.Create(request.Template with { SourceId = member.SourceId, Settings = settings });
            view = view.Status == JobStatus.Ready ? await job.Act(JobAction.Start) : view;
            return member with { Status = view.Status, StartedAt = view.StartedAt };
        }
        catch (FleetException refused)
        {
            return member with { JobId = null, Fault = refused.Fault };
        }
    }

    /// <summary>Why no further job may start, or null. Limits hold the jobs themselves, in the queue of the account.</summary>
    private async Task<string?> Obstacle()
    {
        foreach (var id in Record.Request!.After)
        {
            try
            {
                var before = await GrainFactory.GetGrain<IWave>(id).View();
                if (before.State != WaveState.Finished)
                {
                    return $"It waits for {before.Request.Name} ({id}), which is {before.State} at {before.Percent} %.";
                }
            }
            catch (FleetException gone) when (gone.Code == BulkErrors.Unknown.Id)
            {
                return $"It waits for {id}, which was removed. Stop the wave and plan it anew.";
            }
        }

        return WaveRules.Window(Record.Request, Now);
    }

    /// <summary>By the mean time of the jobs that have ended.</summary>
    private DateTimeOffset? ExpectedEnd()
    {
        var took = Record.Members.Where(member => member is { Status: JobStatus.Finished, StartedAt: not null, EndedAt: not null }).Select(member => member.EndedAt!.Value - member.StartedAt!.Value).ToList();
        var left = Record.Members.Count(member => !member.HasEnded);
        if (took.Count == 0 || left == 0 || Record.State != WaveState.Running)
        {
            return null;
        }

        var rounds = Math.Ceiling((double)left / Record.Request!.AtOnce);
        return Now + TimeSpan.FromSeconds(took.Average(time => time.TotalSeconds) * rounds);
    }

    private async Task Change(IReadOnlyDictionary<string, WaveMember> changed)
    {
        var members = Record.Members.Select(member => changed.GetValueOrDefault(member.SourceId, member)).ToList();
        if (!members.SequenceEqual(Record.Members))
        {
            await Store(Record with { Members = members });
        }
    }

    [LoggerMessage(7221, LogLevel.Information, "Wave {WaveId} was started with {Count} servers")]
    private partial void LogStarted(string waveId, int count);

    [LoggerMessage(7222, LogLevel.Information, "Wave {WaveId} with {Count} servers is finished")]
    private partial void LogFinished(string waveId, int count);
}
