using CsCheck;
using FleetMigrator.Cloud.Protocol.Errors;
using FleetMigrator.Cloud.Protocol.Parameters;
using FleetMigrator.Cloud.Protocol.Signatures;

namespace FleetMigrator.Cloud.Tests.Parameters;

public sealed class DottedParametersTests
{
    private static readonly Gen<string> Name = Gen.Char["ABCDEFgh"].Array[1, 6].Select(chars => new string(chars));
    private static readonly Gen<ParameterNode> Leaf = Gen.String.Select(text => (ParameterNode)new ParameterText(Clean(text)));

    private static readonly Gen<ParameterNode> Struct = Gen.Dictionary(Name, Leaf)[1, 4].Select(members => (ParameterNode)new ParameterStruct(members));

    private static readonly Gen<ParameterNode> Any = Gen.OneOf(
        Leaf,
        Leaf.Array[1, 12].Select(items => (ParameterNode)new ParameterList(items)),
        Struct,
        Struct.Array[1, 12].Select(items => (ParameterNode)new ParameterList(items)));

    [Fact]
    public void A_tree_comes_back_the_same_through_the_query()
        => Gen.Dictionary(Name, Any)[0, 6].Select(members => new ParameterStruct(members)).Sample(tree =>
        {
            var query = Query.Write(DottedParameters.Encode(tree));
            return tree.Equals(DottedParameters.Decode(Query.Parse(query, plusIsSpace: true)));
        });

    [Fact]
    public void Gaps_in_numbering_are_closed_and_ten_comes_after_nine()
    {
        var tree = DottedParameters.Decode([new("L.10", "c"), new("L.2", "a"), new("L.9", "b")]);
        Assert.Equal(new ParameterList([new ParameterText("a"), new ParameterText("b"), new ParameterText("c")]), tree.Members["L"]);
    }

    [Theory]
    [InlineData("Tag.1.Key", "Tag.1")]
    [InlineData("Tag", "Tag")]
    [InlineData("Tag.0.Key", "Other")]
    [InlineData("Tag.1001", "Other")]
    [InlineData("A.1.B.1.C.1", "Other")]
    [InlineData("A..B", "Other")]
    public void A_name_that_makes_no_tree_is_refused(string first, string second)
    {
        var refused = Assert.Throws<WireException>(() => DottedParameters.Decode([new(first, "x"), new(second, "y")]));
        Assert.Equal("InvalidParameter", refused.Error.Code);
    }

    // Lone surrogates have no UTF-8 and so no place on the wire.
    private static string Clean(string text) => new([.. text.Where(character => !char.IsSurrogate(character))]);
}
