using Orleans.Concurrency;

namespace FleetMigrator.Grains.Interfaces.ActivationCodes;

/// <summary>A code that lets servers join. Key: its id, <c>at-…</c>, which is also the first part of the code itself (see <see cref="CodeText"/>).</summary>
[Alias("fleet.activation-code")]
public interface IActivationCode : IGrainWithStringKey
{
    /// <summary>Makes the code. Not repeatable: a second call is refused with FM-3002.</summary>
    /// <exception cref="Errors.FleetException">FM-1005, FM-1006, FM-1008, all at once.</exception>
    [Alias("create")]
    Task<CreatedCode> Create(CodeRequest request);

    /// <summary>Whether the code lets anybody in at all; takes no place.</summary>
    /// <exception cref="Errors.FleetException">FM-1001, FM-1002, FM-1004.</exception>
    [AlwaysInterleave, Alias("check")]
    Task Check(string secret);

    /// <summary>Takes a place for a machine, or finds the one it already has. Stored before the answer; repeating is safe.</summary>
    /// <param name="secret">The code's secret part.</param>
    /// <param name="sourceId">The machine's source id, derived from its identity.</param>
    /// <exception cref="Errors.FleetException">FM-1001 to FM-1004.</exception>
    [Alias("redeem")]
    Task Redeem(string secret, string sourceId);

    /// <summary>Ends new imports with this code for good. Repeating is safe.</summary>
    [Alias("disable")]
    Task<CodeView> Disable();

    /// <summary>Removes the code; imported servers stay. Repeating is safe.</summary>
    [Alias("delete")]
    Task Delete();

    /// <summary>The code as it is; FM-1001 when there is none.</summary>
    [ReadOnly, AlwaysInterleave, Alias("view")]
    Task<CodeView> View();
}
