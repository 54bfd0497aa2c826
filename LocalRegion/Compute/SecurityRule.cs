namespace FleetMigrator.LocalRegion.Compute;

/// <summary>An inbound rule: protocol and policy in lower case, ports as in the wire (<c>22/22</c>, <c>-1/-1</c>).</summary>
internal sealed record SecurityRule(string Protocol, string Ports, string SourceCidr, string Policy, int Priority, string Description);
