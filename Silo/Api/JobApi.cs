using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Instances;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FleetMigrator.Silo.Api;

/// <summary>Migration jobs over REST.</summary>
internal static class JobApi
{
    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Migration jobs");
        jobs.MapPost("/", Create).WithName("createJob").WithSummary("Creates a job; with ?start=true it starts at once. The same Idempotency-Key gives the same job.");
        jobs.MapGet("/", ([AsParameters] ListQuery query, IFleetReader reader, CancellationToken cancellation) => reader.Jobs(query.ToFleet(), cancellation))
            .WithName("listJobs").WithSummary("Jobs, newest first.");
        jobs.MapPost("/plan", (JobForm form, IGrainFactory grains) => grains.GetGrain<IMigrationJob>(Ids.New("j")).Plan(form.ToRequest()))
            .WithName("planJob").WithSummary("What would come of a job: all faults, the limits of export and import, what will differ, the instance and its price. Makes nothing.");
        jobs.MapGet("/{id}", (string id, IGrainFactory grains) => grains.GetGrain<IMigrationJob>(id).View())
            .WithName("getJob").WithSummary("One job.");
        jobs.MapPost("/{id}/{action}", Act).WithName("actOnJob").WithSummary("start, pause, resume, retry or cancel; run, cutOver or syncAndCutOver for an incremental job.");
        jobs.MapPut("/{id}", (string id, JobForm form, IGrainFactory grains) => grains.GetGrain<IMigrationJob>(id).Edit(form.ToRequest()))
            .WithName("editJob").WithSummary("Replaces the request of a job that was not started; checked as a whole, as at its creation.");
        jobs.MapPatch("/{id}", (string id, JobChange change, IGrainFactory grains) => grains.GetGrain<IMigrationJob>(id).Modify(change))
            .WithName("modifyJob").WithSummary("Changes name, description, validity, scheduled start, interval or number of images; what is left out stays. A new validity brings an expired job back.");
        jobs.MapPatch("/{id}/settings", (string id, TransferSettings settings, IGrainFactory grains) => grains.GetGrain<IMigrationJob>(id).ChangeSettings(settings))
            .WithName("changeJobSettings").WithSummary("Changes how data is sent; reaches a running transfer at once.");
        jobs.MapGet("/{id}/logs", Logs).WithName("jobLogs").WithSummary("The newest lines of agent and receiver, by time.");
    }

    private static async Task<Created<JobView>> Create(
        JobForm form, [FromQuery] bool? start, [FromHeader(Name = "Idempotency-Key")] string? key, IGrainFactory grains)
    {
        var id = string.IsNullOrEmpty(key) ? Ids.New("j") : Ids.Of("j", key);
        var job = grains.GetGrain<IMigrationJob>(id);
        var view = await job.Create(form.ToRequest());
        if (start == true && view.Status == JobStatus.Ready)
        {
            view = await job.Act(JobAction.Start);
        }

        return TypedResults.Created($"/api/v1/jobs/{id}", view);
    }

    private static Task<JobView> Act(string id, string action, IGrainFactory grains)
        => Enum.TryParse<JobAction>(action, ignoreCase: true, out var known) && !int.TryParse(action, out _)
            ? grains.GetGrain<IMigrationJob>(id).Act(known)
            : throw ServiceErrors.BadRequest.With($"'{action}' is none of {string.Join(", ", Enum.GetNames<JobAction>()).ToLowerInvariant()}");

    private static async Task<IReadOnlyList<LogEntry>> Logs(string id, IGrainFactory grains)
    {
        var job = await grains.GetGrain<IMigrationJob>(id).View();
        var agent = await grains.GetGrain<ISourceServer>(job.Request.SourceId).Logs();
        var receiver = job.ReceiverId is { } receiverId ? await grains.GetGrain<IIntermediateInstance>(receiverId).Logs() : [];
        return [.. agent.Concat(receiver).OrderBy(line => line.At)];
    }
}
