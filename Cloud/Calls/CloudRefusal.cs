namespace FleetMigrator.Cloud.Calls;

/// <summary>An error answer of the cloud.</summary>
/// <param name="Call">What was asked, such as <c>ecs:RunInstances in cn-beijing</c>.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">The cloud's code; empty when the answer had no readable body.</param>
/// <param name="Message">The cloud's message.</param>
/// <param name="RequestId">To be named to the cloud's support.</param>
internal sealed record CloudRefusal(string Call, int Status, string Code, string Message, string RequestId);
