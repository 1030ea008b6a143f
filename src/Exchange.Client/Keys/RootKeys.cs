using Exchange.Formats.Dsse;

namespace Exchange.Client.Keys;

/// <summary>A root key of a party: signs agreements and makes administrators. Owns the key.</summary>
public sealed class RootKeys : IDisposable
{
    internal RootKeys(SignerKey signer) => Signer = signer;

    public SignerKey Signer { get; }

    public static RootKeys Generate() => new(SignerKey.Generate());

    public override string ToString() => $"root key {Signer.PublicKey.Ed25519.KeyId}";

    public void Dispose() => Signer.Dispose();
}
