using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>The two public keys of one signer, as statements carry them.</summary>
public sealed record SignerKeys(Ed25519PublicKey Ed25519, MlDsa65PublicKey MlDsa65)
{
    public static SignerKeys Of(SignerPublicKey key) => new(key.Ed25519, key.MlDsa65);

    public SignerPublicKey ToSigner() => new(Ed25519, MlDsa65);
}
