namespace FleetMigrator.Transfer;

/// <summary>A transfer stopped for a reason that the caller can name.</summary>
/// <param name="failure">The reason.</param>
/// <param name="message">Facts of this case: path, error number, both hashes.</param>
/// <param name="inner">What caused it, if anything did.</param>
public sealed class TransferException(TransferFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The reason.</summary>
    public TransferFailure Failure { get; } = failure;

    /// <summary>Whether the same call can succeed later without anybody changing anything.</summary>
    public bool Transient => Failure is TransferFailure.Unreachable or TransferFailure.Damaged;
}
