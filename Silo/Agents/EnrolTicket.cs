using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Errors;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Silo.Agents;

/// <summary>By what an agent joins: an activation code, or an access key in its place.</summary>
/// <param name="Id">Id of the code or key.</param>
/// <param name="Secret">Its secret.</param>
/// <param name="IsKey">Whether it is a key.</param>
internal sealed record EnrolTicket(string Id, string Secret, bool IsKey)
{
    public static EnrolTicket Read(EnrolRequest request)
    {
        if (request.ActivationCode.Length == 0 && request.AccessKeyId.Length > 0)
        {
            return new EnrolTicket(request.AccessKeyId, request.AccessKeySecret, IsKey: true);
        }

        var code = CodeText.Parse(request.ActivationCode) ?? throw CodeErrors.Unknown.With("what was given has not the form of an activation code");
        return new EnrolTicket(code.Id, code.Secret, IsKey: false);
    }

    /// <summary>Whether it lets anybody in; nothing is written for who has none.</summary>
    public Task Check(IGrainFactory grains)
        => IsKey ? grains.GetGrain<IAccessKey>(Id).Verify(Secret, AccessScope.Enrol) : grains.GetGrain<IActivationCode>(Id).Check(Secret);

    /// <summary>Takes a place of the code; a key has as many as come.</summary>
    public Task Redeem(IGrainFactory grains, string sourceId)
        => IsKey ? Task.CompletedTask : grains.GetGrain<IActivationCode>(Id).Redeem(Secret, sourceId);
}
