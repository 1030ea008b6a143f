using Exchange.Formats.Primitives;

namespace Exchange.Formats.Dsse;

/// <summary>The secret half of one signer: an Ed25519 and an ML-DSA-65 key that always sign together. Disposing it zeroes both.</summary>
public sealed class SignerKey : IDisposable
{
    private readonly Ed25519SigningKey ed25519;
    private readonly MlDsa65SigningKey mlDsa65;

    /// <summary>Makes the key from two seeds of 32 bytes.</summary>
    /// <exception cref="MalformedException">A seed is not 32 bytes.</exception>
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

    /// <summary>Copies of the two 32-byte seeds. The caller seals them into a key file and zeroes them.</summary>
    public (byte[] Ed25519, byte[] MlDsa65) ExportSeeds() => (ed25519.ExportSeed(), mlDsa65.ExportSeed());

    public void Dispose()
    {
        ed25519.Dispose();
        mlDsa65.Dispose();
    }

    /// <summary>Ed25519 first, because verifiers that check only one signature (sigstore's) check the first.</summary>
    internal IEnumerable<DsseSignature> Sign(byte[] preAuthEncoding)
    {
        yield return new DsseSignature(PublicKey.Ed25519.KeyId.ToString(), ed25519.Sign(preAuthEncoding));
        yield return new DsseSignature(PublicKey.MlDsa65.KeyId.ToString(), mlDsa65.Sign(preAuthEncoding));
    }
}

/// <summary>Verifies one signer's two signatures: both must hold, so a forger has to break both schemes.</summary>
public sealed record SignerPublicKey(Ed25519PublicKey Ed25519, MlDsa65PublicKey MlDsa65)
{
    /// <summary>No two signers may share a key, or the holder of that key would count twice.</summary>
    /// <exception cref="ArgumentException">Two signers share a key.</exception>
    internal static void RequireDistinct(IReadOnlyList<SignerPublicKey> signers)
    {
        if (signers.DistinctBy(signer => signer.Ed25519).Count() != signers.Count
            || signers.DistinctBy(signer => signer.MlDsa65).Count() != signers.Count)
        {
            throw new ArgumentException("two signers share a key", nameof(signers));
        }
    }
}
