namespace FleetMigrator.Grains.Interfaces.Labels;

/// <summary>Changes tags and groups of several things in one call. Key: 0.</summary>
[Alias("fleet.label-desk")]
public interface ILabelDesk : IGrainWithIntegerKey
{
    /// <summary>Applies one change to source servers (<c>s-…</c>) and jobs (<c>j-…</c>), to each by itself. Repeating is safe.</summary>
    /// <returns>One outcome for each id, in their order.</returns>
    /// <exception cref="Errors.FleetException">FM-2045 for more than 50 ids.</exception>
    [Alias("apply")]
    Task<IReadOnlyList<LabelOutcome>> Apply(IReadOnlyList<string> ids, LabelChange change);
}
