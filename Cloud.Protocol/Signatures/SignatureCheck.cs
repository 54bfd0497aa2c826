namespace FleetMigrator.Cloud.Protocol.Signatures;

/// <summary>What a server found when it computed a signature anew.</summary>
/// <param name="Matches">Whether the caller's signature is the right one.</param>
/// <param name="StringToSign">The server's string, which the refusal quotes.</param>
/// <param name="CanonicalRequest">The server's canonical request, where the scheme has one.</param>
public sealed record SignatureCheck(bool Matches, string StringToSign, string CanonicalRequest = "");
