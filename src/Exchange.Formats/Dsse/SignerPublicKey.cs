using Exchange.Formats.Primitives;

namespace Exchange.Formats.Dsse;

/// <summary>What checks one signer's two signatures: both must verify, so a forger has to break both schemes.</summary>
public sealed record SignerPublicKey(Ed25519PublicKey Ed25519, MlDsa65PublicKey MlDsa65);
