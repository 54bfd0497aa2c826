using FleetMigrator.Grains.Hosting;
using FleetMigrator.Grains.Interfaces;
using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Grains.Interfaces.Fleet;
using Microsoft.Extensions.Logging;

namespace FleetMigrator.Grains.Access;

/// <summary>An access key: what it allows, and until when.</summary>
internal sealed partial class AccessKey(
    [PersistentState("access-key", "fleet")] IPersistentState<AccessKeyRecord> store,
    IFleetProjection projection,
    TimeProvider clock,
    ILogger<AccessKey> log) : Grain, IAccessKey
{
    private const int SecretLength = 32; // 160 bits.

    private AccessKeyRecord Record => store.State;

    private string Id => this.GetPrimaryKeyString();

    private bool Exists => Record.SecretHash.Length > 0;

    private AccessKeyStatus Status
        => Record.Revoked ? AccessKeyStatus.Revoked : clock.GetUtcNow() >= Record.ExpiresAt ? AccessKeyStatus.Expired : AccessKeyStatus.Active;

    public async Task<CreatedAccessKey> Create(AccessKeyRequest request)
    {
        if (Exists)
        {
            throw JobErrors.IllegalMove.With($"the access key {Id} already exists");
        }

        if (AccessKeyRules.Check(request) is { Count: > 0 } faults)
        {
            throw new FleetException(faults);
        }

        var secret = Ids.Random(SecretLength);
        var now = clock.GetUtcNow();
        await Save(new AccessKeyRecord
        {
            Name = request.Name,
            Description = request.Description,
            Scope = request.Scope,
            SecretHash = CodeText.Hash(secret),
            CreatedAt = now,
            ExpiresAt = now.AddDays(request.ValidDays),
        });
        LogCreated(Id, Record.Scope, Record.ExpiresAt);
        return new CreatedAccessKey(ToView(), secret);
    }

    public Task<AccessKeyView> Verify(string secret, AccessScope needed)
    {
        // Wrong secret and unknown id look the same from outside.
        if (!Secret.Matches(secret, Record.SecretHash))
        {
            throw AccessErrors.BadAccessKey.With(Id);
        }

        switch (Status)
        {
            case AccessKeyStatus.Revoked:
                throw AccessErrors.RevokedAccessKey.With($"{Record.Name} ({Id})");
            case AccessKeyStatus.Expired:
                throw AccessErrors.ExpiredAccessKey.With($"{Record.Name} ({Id}) expired at {Record.ExpiresAt:u}");
        }

        return Record.Scope >= needed
            ? Task.FromResult(ToView())
            : throw AccessErrors.ScopeTooSmall.With($"{Record.Name} ({Id}) has the scope {Record.Scope}; {needed} is needed");
    }

    public async Task<AccessKeyView> Revoke()
    {
        MustExist();
        if (!Record.Revoked)
        {
            await Save(Record with { Revoked = true });
            LogRevoked(Id);
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

    public Task<AccessKeyView> View()
    {
        MustExist();
        return Task.FromResult(ToView());
    }

    private void MustExist()
    {
        if (!Exists)
        {
            throw AccessErrors.UnknownAccessKey.With(Id);
        }
    }

    private async Task Save(AccessKeyRecord next)
    {
        await this.Save(store, next);
        projection.Changed(ToView());
    }

    private AccessKeyView ToView() => new(Id, Record.Name, Record.Description, Record.Scope, Status, Record.CreatedAt, Record.ExpiresAt);

    [LoggerMessage(8101, LogLevel.Information, "Access key {AccessKeyId} was created with the scope {Scope} until {ExpiresAt}")]
    private partial void LogCreated(string accessKeyId, AccessScope scope, DateTimeOffset expiresAt);

    [LoggerMessage(8102, LogLevel.Information, "Access key {AccessKeyId} was revoked")]
    private partial void LogRevoked(string accessKeyId);

    [LoggerMessage(8103, LogLevel.Information, "Access key {AccessKeyId} was deleted")]
    private partial void LogDeleted(string accessKeyId);
}
