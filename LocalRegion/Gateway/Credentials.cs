using System.Security.Cryptography;
using System.Text.Json;
using FleetMigrator.Cloud.Protocol.Signatures;
using FleetMigrator.LocalRegion.State;

namespace FleetMigrator.LocalRegion.Gateway;

/// <summary>The one key pair of this region's account.</summary>
internal sealed record Credentials(string AccessKeyId, string AccessKeySecret, string AccountId)
{
    private const int IdLetters = 20;
    private const int SecretLetters = 30;
    private const int AccountDigits = 16;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public AccessKey Key => new(AccessKeyId, AccessKeySecret);

    /// <summary>Reads the file, or makes it at the first start. Only its owner may read it.</summary>
    public static Credentials LoadOrCreate(string dataFolder)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("The local region runs on Linux only.");
        }

        var path = Path.Combine(dataFolder, "credentials.json");
        if (File.Exists(path))
        {
            return JsonSerializer.Deserialize<Credentials>(File.ReadAllBytes(path), StateJson.Options)
                ?? throw new InvalidDataException($"{path} holds no credentials.");
        }

        var made = new Credentials(
            "LTAI" + RandomNumberGenerator.GetString(Alphabet, IdLetters),
            RandomNumberGenerator.GetString(Alphabet, SecretLetters),
            "1" + RandomNumberGenerator.GetString("0123456789", AccountDigits - 1));
        using (File.Open(path + ".new", new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            // Made empty with its final mode, so that the secret is never readable by others, not even for a moment.
        }

        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(made, StateJson.Options));
        return made;
    }

    public override string ToString() => $"Credentials {AccessKeyId}";
}
