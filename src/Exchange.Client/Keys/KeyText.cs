using System.Security.Cryptography;
using System.Text;
using Exchange.Formats.Age;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Keys;

/// <summary>
/// The text of a key file: an age identity file, with which <c>age -i</c> opens grants. Its comment lines hold the keys that age has no
/// place for. A root key file has the two signing lines only.
/// </summary>
internal static class KeyText
{
    /// <summary>The largest key file, in bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    private const string Warning = "# exchange keys: anyone who has this file can act as you";
    private const string Ed25519 = "# exchange-signing-ed25519 ";
    private const string MlDsa65 = "# exchange-signing-mldsa65 ";
    private const string Tls = "# exchange-tls-p256 ";

    public static byte[] Encode(DeviceKeys keys)
    {
        byte[] tls = keys.Tls.ExportPkcs8PrivateKey();
        string text = $"{SigningLines(keys.Signer)}{Tls}{StrictBase64.Encode(tls)}\n{keys.Identity.ExportText()}\n";
        CryptographicOperations.ZeroMemory(tls);
        return Encoding.ASCII.GetBytes(text);
    }

    public static byte[] Encode(RootKeys keys) => Encoding.ASCII.GetBytes(SigningLines(keys.Signer));

    /// <exception cref="MalformedException">A line is missing, is there twice, or does not hold a key.</exception>
    public static DeviceKeys ParseDevice(ReadOnlySpan<byte> text)
    {
        string[] lines = Lines(text);
        SignerKey signer = ParseSigner(lines);
        ECDsa tls = ParseTls(lines);
        try
        {
            return new DeviceKeys(signer, tls, HybridIdentity.Parse(Only(lines, "AGE-SECRET-KEY-PQ-1", keepPrefix: true)));
        }
        catch (AgeException)
        {
            throw new MalformedException("the key file's identity line is not a post-quantum age identity");
        }
    }

    /// <exception cref="MalformedException">A line is missing, is there twice, or does not hold a key.</exception>
    public static RootKeys ParseRoot(ReadOnlySpan<byte> text) => new(ParseSigner(Lines(text)));

    private static string SigningLines(SignerKey signer)
    {
        (byte[] ed25519, byte[] mlDsa65) = signer.ExportSeeds();
        string lines = $"{Warning}\n{Ed25519}{StrictBase64.Encode(ed25519)}\n{MlDsa65}{StrictBase64.Encode(mlDsa65)}\n";
        CryptographicOperations.ZeroMemory(ed25519);
        CryptographicOperations.ZeroMemory(mlDsa65);
        return lines;
    }

    private static SignerKey ParseSigner(string[] lines)
    {
        byte[] ed25519 = StrictBase64.Decode(Only(lines, Ed25519));
        byte[] mlDsa65 = StrictBase64.Decode(Only(lines, MlDsa65));
        try
        {
            return new SignerKey(ed25519, mlDsa65);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(ed25519);
            CryptographicOperations.ZeroMemory(mlDsa65);
        }
    }

    private static ECDsa ParseTls(string[] lines)
    {
        byte[] pkcs8 = StrictBase64.Decode(Only(lines, Tls));
        ECDsa tls = ECDsa.Create();
        try
        {
            tls.ImportPkcs8PrivateKey(pkcs8, out int read);
            return read == pkcs8.Length ? tls : throw new MalformedException("something follows the TLS key in the key file");
        }
        catch (CryptographicException)
        {
            throw new MalformedException("the key file's TLS key is not a PKCS#8 key");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private static string[] Lines(ReadOnlySpan<byte> text) => text.Length <= MaxBytes
        ? Encoding.ASCII.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : throw new MalformedException("the key file is too large");

    private static string Only(string[] lines, string prefix, bool keepPrefix = false)
    {
        string[] found = [.. lines.Where(line => line.StartsWith(prefix, StringComparison.Ordinal))];
        return found is [string only]
            ? keepPrefix ? only : only[prefix.Length..]
            : throw new MalformedException($"a key file has exactly one line '{prefix.TrimEnd()} …'; this one has {found.Length}");
    }
}
