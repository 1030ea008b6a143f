using System.Security.Cryptography;
using System.Text;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Joining;

/// <summary>
/// Proves that a person who asks to join holds the TLS key that they name: it signs a text that names the other two keys.
/// </summary>
internal static class TlsPossession
{
    private const string FirstLine = "exchange.example/tls-possession/v1";

    /// <summary>ECDSA P-256 with SHA-256, IEEE P1363, 64 bytes.</summary>
    public static byte[] Prove(ECDsa tls, DeviceTerms device) => tls.SignData(Message(device), HashAlgorithmName.SHA256);

    public static bool Verify(DeviceTerms device, ReadOnlySpan<byte> proof) => device.Tls.Verify(Message(device), proof);

    private static byte[] Message(DeviceTerms device)
    {
        Sha256Digest signing = Sha256Digest.Of([.. device.Signing.Ed25519.Bytes, .. device.Signing.MlDsa65.Bytes]);
        return Encoding.UTF8.GetBytes($"{FirstLine}\n{signing}\n{device.Recipient}\n");
    }
}
