using Exchange.Formats.Primitives;

namespace Exchange.Formats.Dsse;

/// <summary>The secret half of one signer: an Ed25519 and an ML-DSA-65 key that only ever sign together. Zeroed on disposal.</summary>
public sealed class SignerKey : IDisposable
{
    private readonly Ed25519SigningKey ed25519;
    private readonly MlDsa65SigningKey mlDsa65;

    /// <summary>From two seeds of 32 bytes.</summary>
    /// <exception cref="MalformedException">A seed has not 32 bytes.</exception>
    public SignerKey(ReadOnlySpan<byte> ed25519Seed, ReadOnlySpan<byte> mlDsa65Seed)
        : this(new Ed25519SigningKey(ed25519Seed), new MlDsa65SigningKey(mlDsa65Seed))
    {
    }

    private SignerKey(Ed25519SigningKey ed25519, MlDsa65SigningKey mlDsa65)
    {
        this.ed25519 = ed25519;
        this.mlDsa65 = mlDsa65;
        PublicKey = new SignerPublicKey(ed25519.PublicKey, mlDsa65.PublicKey);
    }

    public SignerPublicKey PublicKey { get; }

    public static SignerKey Generate() => new(Ed25519SigningKey.Generate(), MlDsa65SigningKey.Generate());

    /// <summary>Copies of the two 32-byte seeds, for the caller to seal into a key file and to zero.</summary>
    public (byte[] Ed25519, byte[] MlDsa65) ExportSeeds() => (ed25519.ExportSeed(), mlDsa65.ExportSeed());

    public void Dispose()
    {
        ed25519.Dispose();
        mlDsa65.Dispose();
    }

    /// <summary>Ed25519 first: verifiers that know one signature only (sigstore's) look at the first.</summary>
    internal IEnumerable<DsseSignature> Sign(byte[] preAuthEncoding)
    {
        yield return new DsseSignature(PublicKey.Ed25519.KeyId.ToString(), ed25519.Sign(preAuthEncoding));
        yield return new DsseSignature(PublicKey.MlDsa65.KeyId.ToString(), mlDsa65.Sign(preAuthEncoding));
    }
}
