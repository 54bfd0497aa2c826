using FleetMigrator.Grains.Interfaces.Access;
using FleetMigrator.Grains.Interfaces.ActivationCodes;
using FleetMigrator.Grains.Interfaces.Groups;
using FleetMigrator.Grains.Interfaces.Jobs;
using FleetMigrator.Grains.Interfaces.Sources;

namespace FleetMigrator.Grains.Interfaces.Fleet;

/// <summary>Where grains put what changed, after it was stored. Never waits, never fails: the newest revision of a thing wins.</summary>
public interface IFleetProjection
{
    /// <summary>A source server changed.</summary>
    void Changed(SourceView source);

    /// <summary>A job changed.</summary>
    void Changed(JobView job);

    /// <summary>A code changed.</summary>
    void Changed(CodeView code);

    /// <summary>An access key changed.</summary>
    void Changed(AccessKeyView key);

    /// <summary>A resource group changed.</summary>
    void Changed(GroupView group);

    /// <summary>A thing is gone.</summary>
    /// <param name="id">Its id, of whatever kind.</param>
    void Removed(string id);
}
