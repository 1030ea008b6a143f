using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Formats.Age;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Directory;

/// <summary>A device of a member, with the keys that the directory vouches for.</summary>
public sealed record Device(Handle Name, SignerPublicKey Signer, TlsPublicKey Tls, HybridRecipient Recipient)
{
    internal static Device Of(DeviceTerms terms) => new(terms.Name, terms.Signing.ToSigner(), terms.Tls, terms.Recipient);

    /// <summary>Every name under which one of its keys could come again.</summary>
    internal IEnumerable<Sha256Digest> KeyNames =>
        [Signer.Ed25519.KeyId, Signer.MlDsa65.KeyId, Tls.Pin, Sha256Digest.Of(System.Text.Encoding.ASCII.GetBytes(Recipient.ToString()))];
}
