using System.Text;

namespace FleetMigrator.LocalRegion.Oss;

/// <summary>Tokens that callers pass back unread.</summary>
internal static class Continuation
{
    public static string Encode(string position) => Convert.ToBase64String(Encoding.UTF8.GetBytes(position));

    public static string Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            throw OssFailure.InvalidArgument("The continuation token is not valid.", "continuation-token", token);
        }
    }
}
