using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Commands;

/// <summary>A script on an instance.</summary>
/// <param name="Id"><c>t-…</c>, one for each call and instance; the wire names the call's part of it.</param>
/// <param name="InvokeId">Of the call.</param>
/// <param name="Status">In the wire's words.</param>
internal sealed record Invocation(
    string Id, string InvokeId, string CommandId, string Region, string InstanceId, string Script, int TimeoutSeconds, DateTimeOffset Created,
    string Status, int? ExitCode, string Output, string ErrorCode, string ErrorInfo, DateTimeOffset? Finished) : IDocument;
