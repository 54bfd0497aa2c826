namespace FleetMigrator.LocalRegion.Machines;

/// <summary>What may come into a machine; everything else is dropped without an answer.</summary>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c>, <c>icmp</c> or <c>all</c>.</param>
/// <param name="FromPort">First port, 1 to 65535; ignored for icmp and all.</param>
/// <param name="ToPort">Last port, at least the first.</param>
/// <param name="Source">Range the sender must be in, such as <c>0.0.0.0/0</c>.</param>
/// <param name="Accept">False for a rule that refuses. The first rule that matches decides.</param>
public sealed record InboundRule(string Protocol, int FromPort, int ToPort, string Source, bool Accept = true);
