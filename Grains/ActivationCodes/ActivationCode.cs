using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.ActivationCodes;

/// <summary>An activation code: who may join, until when, and who has.</summary>
internal sealed partial class ActivationCode(
    [PersistentState("code", "fleet")] IPersistentState<CodeRecord> store,
    IFleetProjection projection,
    TimeProvider clock,
    ILogger<ActivationCode> log) : Grain, IActivationCode
{
    private const int SecretLength = 26;

    private CodeRecord Record => store.State;

    private string Id => this.GetPrimaryKeyString();

    private bool Exists => Record.SecretHash.Length > 0;

    public async Task<CreatedCode> Create(CodeRequest request)
    {
        if (Exists)
        {
            throw JobErrors.IllegalMove.With($"the activation code {Id} already exists");
        }

        var faults = CodeRequestRules.Check(request);
        if (faults.Count > 0)
        {
            throw new FleetException(faults);
        }

        var text = new CodeText(Id, Ids.Random(SecretLength));
        var now = clock.GetUtcNow();
        await Save(new CodeRecord
        {
            Name = request.Name.Length > 0 ? request.Name : $"code-{now:yyyyMMdd}-{Ids.Random(5)}",
            Description = request.Description,
            SecretHash = CodeText.Hash(text.Secret),
            Servers = request.Servers,
            CreatedAt = now,
            ExpiresAt = now.AddDays(request.ValidDays),
        });
        LogCreated(Id, Record.Servers, Record.ExpiresAt);
        return new CreatedCode(ToView(), text.ToString());
    }

    public Task Check(string secret)
    {
        // Wrong secret and unknown code look the same from outside.
        if (!Secret.Matches(secret, Record.SecretHash))
        {
            throw CodeErrors.Unknown.With(Id);
        }

        switch (Status)
        {
            case CodeStatus.Disabled:
                throw CodeErrors.Disabled.With($"{Record.Name} ({Id})");
            case CodeStatus.Expired:
                throw CodeErrors.Expired.With($"{Record.Name} ({Id}) expired at {Record.ExpiresAt:u}");
        }

        return Task.CompletedTask;
    }

    public async Task Redeem(string secret, string sourceId)
    {
        await Check(secret);
        if (Record.SourceIds.Contains(sourceId, StringComparer.Ordinal))
        {
            return;
        }

        if (Record.SourceIds.Count >= Record.Servers)
        {
            throw CodeErrors.UsedUp.With($"{Record.Name} ({Id}): all {Record.Servers} places are taken");
        }

        await Save(Record with { SourceIds = [.. Record.SourceIds, sourceId] });
        LogRedeemed(Id, sourceId, Record.SourceIds.Count, Record.Servers);
    }

    public async Task<CodeView> Disable()
    {
        MustExist();
        if (!Record.Disabled)
        {
            await Save(Record with { Disabled = true });
            LogDisabled(Id);
        }

        return ToView();
    }

    public async Task Delete()
    {
        if (Exists)
        {
            await this.Clear(store);
            LogDeleted(Id);
        }

        projection.Removed(Id);
    }

    public Task<CodeView> View()
    {
        MustExist();
        return Task.FromResult(ToView());
    }

    private CodeStatus Status
        => Record.Disabled ? CodeStatus.Disabled : clock.GetUtcNow() >= Record.ExpiresAt ? CodeStatus.Expired : CodeStatus.Activated;

    private void MustExist()
    {
        if (!Exists)
        {
            throw CodeErrors.Unknown.With(Id);
        }
    }

    private async Task Save(CodeRecord next)
    {
        await this.Save(store, next);
        projection.Changed(ToView());
    }

    private CodeView ToView() => new(
        Id, Record.Name, Record.Description, Status, Record.Servers, Record.SourceIds.Count, Record.CreatedAt, Record.ExpiresAt, Record.SourceIds);

    [LoggerMessage(1101, LogLevel.Information, "Activation code {CodeId} was created for {Servers} servers until {ExpiresAt}")]
    private partial void LogCreated(string codeId, int servers, DateTimeOffset expiresAt);

    [LoggerMessage(1102, LogLevel.Information, "Activation code {CodeId} gave {SourceId} place {Used} of {Servers}")]
    private partial void LogRedeemed(string codeId, string sourceId, int used, int servers);

    [LoggerMessage(1103, LogLevel.Information, "Activation code {CodeId} was disabled")]
    private partial void LogDisabled(string codeId);

    [LoggerMessage(1104, LogLevel.Information, "Activation code {CodeId} was deleted")]
    private partial void LogDeleted(string codeId);
}
