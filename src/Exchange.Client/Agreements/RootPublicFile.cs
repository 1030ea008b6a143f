using System.Text.Json;
using Exchange.Contract.Ids;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Agreements;

/// <summary>What a party gives to the person who drafts the agreement: its names and the public half of one of its root keys.</summary>
public sealed record RootPublicFile(PartyName Party, string DisplayName, SignerKeys Root)
{
    public static RootPublicFile Of(PartyName party, string displayName, SignerKey root) =>
        new(party, displayName, SignerKeys.Of(root.PublicKey));

    /// <summary>JSON: <c>party</c>, <c>displayName</c>, <c>ed25519</c> and <c>mldsa65</c> (base64).</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(
        new Form(Party.ToString(), DisplayName, StrictBase64.Encode(Root.Ed25519.Bytes), StrictBase64.Encode(Root.MlDsa65.Bytes)),
        PublicFileJson.Default.RootForm);

    /// <exception cref="MalformedException">Not such a file.</exception>
    public static RootPublicFile Parse(ReadOnlySpan<byte> json)
    {
        Form form = PublicFileJson.Parse(json, PublicFileJson.Default.RootForm, "a party's root public file");
        return new RootPublicFile(
            PartyName.Parse(form.Party),
            form.DisplayName,
            new SignerKeys(
                new Ed25519PublicKey(StrictBase64.Decode(form.Ed25519)), new MlDsa65PublicKey(StrictBase64.Decode(form.Mldsa65))));
    }

    internal sealed record Form(string Party, string DisplayName, string Ed25519, string Mldsa65);
}
