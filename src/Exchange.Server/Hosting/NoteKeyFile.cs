using System.Security.Cryptography;
using System.Text;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Server.Hosting;

/// <summary>
/// A log's secret key as golang.org/x/mod/sumdb/note writes it: <c>PRIVATE+KEY+name+id+base64(type ‖ seed)</c>, one line.
/// </summary>
internal static class NoteKeyFile
{
    private const string Prefix = "PRIVATE+KEY+";

    /// <summary>Makes a key and writes it to a new file.</summary>
    public static NoteVerifierKey Create(string path, string origin)
    {
        using Ed25519SigningKey key = Ed25519SigningKey.Generate();
        NoteVerifierKey verifier = new(origin, NoteKeyType.Ed25519, key.PublicKey);
        PrivateFile.Write(path, Spell(verifier, key) + "\n");
        return verifier;
    }

    /// <exception cref="MalformedException">It is not such a key.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static NoteSigner Load(string path)
    {
        string text = File.ReadAllText(path, Encoding.UTF8).TrimEnd('\n');
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[Prefix.Length..].Split('+', 3) is not [string name, _, string encoded])
        {
            throw new MalformedException("a log's key is PRIVATE+KEY+name+id+base64");
        }

        byte[] bytes = StrictBase64.Decode(encoded);
        Ed25519SigningKey key = new(bytes.AsSpan(1));
        CryptographicOperations.ZeroMemory(bytes);
        NoteSigner signer = new(name, key);
        return Spell(signer.VerifierKey, key) == text
            ? signer
            : throw new MalformedException("the id of a log's key does not match the key");
    }

    private static string Spell(NoteVerifierKey verifier, Ed25519SigningKey key) =>
        $"{Prefix}{verifier.Name}+{verifier.KeyId:x8}+{StrictBase64.Encode([(byte)NoteKeyType.Ed25519, .. key.ExportSeed()])}";
}
