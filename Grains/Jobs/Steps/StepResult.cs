using FleetMigrator.Grains.Interfaces.Errors;
using ErrorCode = FleetMigrator.Grains.Interfaces.Errors.ErrorCode;

namespace FleetMigrator.Grains.Jobs.Steps;

/// <summary>What one look at a step came to.</summary>
internal abstract record StepResult
{
    /// <summary>The step is done.</summary>
    /// <param name="Text">What came out, in one sentence.</param>
    internal sealed record Done(string Text) : StepResult;

    /// <summary>It goes on.</summary>
    internal sealed record Working(string Text, int Percent = 0, long DoneBytes = 0, long TotalBytes = 0) : StepResult
    {
        /// <summary>Pause until the next look; null for the usual one.</summary>
        public TimeSpan? PollAfter { get; init; }

        /// <summary>It waits for a limit, not for its work: no time is lost that counts.</summary>
        public bool IsInLine { get; init; }
    }

    /// <summary>It failed.</summary>
    /// <param name="Fault">Why.</param>
    /// <param name="Retryable">Time may cure it: it is tried again within the budget.</param>
    /// <param name="FreshTry">The next try gives its commands under new ids.</param>
    internal sealed record Failed(Fault Fault, bool Retryable, bool FreshTry = false) : StepResult;

    /// <summary>Agent or receiver is silent; it goes on by itself when it is back.</summary>
    /// <param name="Text">Who is waited for.</param>
    /// <param name="Lost">The error when the wait gets too long.</param>
    internal sealed record Interrupted(string Text, ErrorCode Lost) : StepResult;
}
