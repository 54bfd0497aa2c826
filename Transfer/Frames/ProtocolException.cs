namespace FleetMigrator.Transfer.Frames;

/// <summary>The other end sent what the format doesn't allow. The connection is of no further use.</summary>
public sealed class ProtocolException(string message) : IOException(message);
