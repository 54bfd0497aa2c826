using FleetMigrator.Agent.Faults;
using FleetMigrator.Transfer.Protos;

namespace FleetMigrator.Agent.Checks;

/// <summary>The outcome of one check.</summary>
internal sealed record Verdict(string Outcome, AgentFault? Fault, string Text)
{
    public const string OkOutcome = "ok";
    public const string WarningOutcome = "warning";
    public const string FailedOutcome = "failed";

    public static Verdict Ok(string text) => new(OkOutcome, null, text);

    public static Verdict Warning(AgentFault fault, string text) => new(WarningOutcome, fault, text);

    public static Verdict Failed(AgentFault fault, string text) => new(FailedOutcome, fault, text);

    public Check As(string name)
        => new() { Name = name, Outcome = Outcome, Code = Fault?.Code ?? "", Text = Text, Remedy = Fault?.Remedy ?? "" };
}
