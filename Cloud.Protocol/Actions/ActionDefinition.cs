using System.Collections.Frozen;

namespace FleetMigrator.Cloud.Protocol.Actions;

/// <summary>One action of the wire: enough to encode a call, to decode and judge it, and to know whether it may be repeated.</summary>
public sealed record ActionDefinition
{
    /// <summary>Parameters that any RPC call may carry besides its own.</summary>
    private static readonly FrozenSet<string> Common = new[]
    {
        "Action", "Version", "Format", "AccessKeyId", "Signature", "SignatureMethod", "SignatureVersion", "SignatureNonce", "SignatureType",
        "Timestamp", "SecurityToken", "OwnerId", "OwnerAccount", "ResourceOwnerId", "ResourceOwnerAccount",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, ParameterDefinition> _byName;

    public ActionDefinition(WireProduct product, string name, ActionEffect effect, PageStyle pages, params IReadOnlyList<ParameterDefinition> parameters)
    {
        Product = product;
        Name = name;
        Effect = effect;
        Pages = pages;
        Parameters = pages switch
        {
            PageStyle.Numbered => [.. parameters, .. Numbered],
            PageStyle.TokenOrNumbered => [.. parameters, .. Numbered, .. ByToken],
            _ => parameters,
        };
        if (effect == ActionEffect.CreatesWithToken)
        {
            Parameters = [.. Parameters, ParameterDefinition.Text("ClientToken", maximum: 64)];
        }

        _byName = Parameters.ToFrozenDictionary(parameter => parameter.Name, StringComparer.Ordinal);
    }

    public WireProduct Product { get; }

    public string Name { get; }

    public ActionEffect Effect { get; }

    public PageStyle Pages { get; }

    /// <summary>All parameters, those for paging and the token included.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters { get; }

    private static ParameterDefinition[] Numbered => [ParameterDefinition.Number("PageNumber", 1), ParameterDefinition.Number("PageSize", 1, 1000)];

    private static ParameterDefinition[] ByToken => [ParameterDefinition.Number("MaxResults", 1, 1600), ParameterDefinition.Text("NextToken")];

    /// <summary>The parameter of this name, or null.</summary>
    public ParameterDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether the name belongs to the envelope (signature, format, legacy owner) and not to the action.</summary>
    public static bool IsCommon(string name) => Common.Contains(name);

    /// <summary>Product and name, for logs.</summary>
    public override string ToString() => $"{Product.Name}:{Name}";
}
