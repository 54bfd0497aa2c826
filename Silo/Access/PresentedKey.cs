using System.Text;

namespace FleetMigrator.Silo.Access;

/// <summary>Id and secret of an access key, as scripts present them: HTTP's Basic scheme, so that every client can.</summary>
/// <param name="Id"><c>ak-…</c>.</param>
/// <param name="Secret">The secret.</param>
internal sealed record PresentedKey(string Id, string Secret)
{
    private const string Scheme = "Basic ";

    /// <summary>Reads an Authorization header; null when it holds no pair.</summary>
    public static PresentedKey? Read(string authorization)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var written = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[Scheme.Length..].Trim(), written, out var length)
            && Encoding.UTF8.GetString(written, 0, length).Split(':', 2) is [var id, var secret]
            && id.StartsWith("ak-", StringComparison.Ordinal)
                ? new PresentedKey(id, secret)
                : null;
    }
}
