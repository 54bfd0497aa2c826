using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces.Clouds;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using FleetMigrator.Grains.Interfaces.Imports;
using FleetMigrator.Grains.Interfaces.Things;
using FleetMigrator.Grains.OpenWork;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Imports;

/// <summary>An import: what a person asks of it. How it goes on is in the other part.</summary>
internal sealed partial class ImportBatch(
    [PersistentState("import", "fleet")] IPersistentState<ImportRecord> store,
    IClouds clouds,
    IInstallCommands install,
    TimeProvider clock,
    ILogger<ImportBatch> log) : Grain, IImportBatch
{
    /// <summary>The list in which all imports are.</summary>
    public const string List = "imports";

    private const int LargestPage = 1000;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private IGrainTimer? _timer;

    private ImportRecord Record => store.State;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Schedule();
        return Task.CompletedTask;
    }

    public async Task<ImportView> Create(ImportRequest request)
    {
        if (Record.Request is { } known)
        {
            return Facts.Same(known, request) ? ToView() : throw JobErrors.IllegalMove.With($"{Id} was already begun with another request");
        }

        if (ImportRules.Check(request) is { Count: > 0 } faults)
        {
            throw new FleetException(faults);
        }

        await Labels.Labels.Admit(request.Group, GrainFactory);
        // A line that cannot be written would fail on every instance.
        install.InstallLine("at-probe");
        await GrainFactory.GetGrain<IThingList>(List).Add(Id);
        await Begin(new ImportRecord { Request = request, CreatedAt = clock.GetUtcNow() });
        LogBegun(Id, request.Region);
        return ToView();
    }

    public async Task<ImportView> Retry()
    {
        MustExist();
        if (Record.Fault is not null || Record.Items.Any(item => item.State == ImportState.Failed))
        {
            await Begin(Record with
            {
                EndedAt = null,
                Fault = null,
                Items =
                [
                    .. Record.Items.Select(item => item.State == ImportState.Failed
                        ? new ImportItem(item.Server, ImportState.Waiting) { Attempt = item.Attempt + 1 }
                        : item),
                ],
            });
        }

        return ToView();
    }

    public Task<ImportView> View()
    {
        MustExist();
        return Task.FromResult(ToView());
    }

    public Task<ImportPage> Items(ImportState? state, int skip, int take)
    {
        MustExist();
        var found = Record.Items.Where(item => state is null || item.State == state).ToList();
        return Task.FromResult(new ImportPage([.. found.Skip(skip).Take(Math.Clamp(take, 1, LargestPage))], found.Count));
    }

    public Task<bool> Wake()
    {
        Schedule();
        return Task.FromResult(Record.IsOpen);
    }

    private async Task Begin(ImportRecord record)
    {
        await GrainFactory.GetGrain<IWorkBook>(0).Open(Id);
        await this.Save(store, record);
        Schedule();
    }

    private void Schedule()
    {
        if (Record.IsOpen && _timer is null)
        {
            _timer = this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(TimeSpan.Zero, LookEvery) { KeepAlive = true });
        }
        else if (!Record.IsOpen && _timer is not null)
        {
            _timer.Dispose();
            _timer = null;
        }
    }

    private void MustExist()
    {
        if (Record.Request is null)
        {
            throw BulkErrors.Unknown.With(Id);
        }
    }

    private ImportView ToView() => new(
        Id, Record.Request!, Record.CreatedAt, Record.EndedAt,
        Enum.GetValues<ImportState>().ToDictionary(state => state, state => Record.Items.Count(item => item.State == state)), Record.Fault);

    [LoggerMessage(7201, LogLevel.Information, "Import {ImportId} was begun in {Region}")]
    private partial void LogBegun(string importId, string region);
}
