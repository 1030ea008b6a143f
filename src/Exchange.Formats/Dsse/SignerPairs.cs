namespace Exchange.Formats.Dsse;

internal static class SignerPairs
{
    /// <summary>No key may stand in two signers, or one holder of a key would count as two.</summary>
    /// <exception cref="ArgumentException">One does.</exception>
    public static void RequireDistinct(IReadOnlyList<SignerPublicKey> signers)
    {
        if (signers.DistinctBy(signer => signer.Ed25519).Count() != signers.Count
            || signers.DistinctBy(signer => signer.MlDsa65).Count() != signers.Count)
        {
            throw new ArgumentException("one key stands in two signers", nameof(signers));
        }
    }
}
