using System.Buffers.Binary;
using System.Globalization;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tlog;

/// <summary>Who may sign a note: a name, a signature type and a public key (C2SP signed-note, verifier keys).</summary>
public sealed class NoteVerifierKey : IEquatable<NoteVerifierKey>
{
    /// <exception cref="MalformedException">The name is empty, or contains a space, a plus sign or a control character.</exception>
    public NoteVerifierKey(string name, NoteKeyType type, Ed25519PublicKey publicKey)
    {
        if (!NoteName.IsValid(name))
        {
            throw new MalformedException("the name of a note key must not be empty or contain spaces, plus signs or control characters");
        }

        if (type is not (NoteKeyType.Ed25519 or NoteKeyType.CosignatureV1))
        {
            throw new MalformedException($"the note key {name} has the unknown signature type {(byte)type:x2}");
        }

        Name = name;
        Type = type;
        PublicKey = publicKey;
        Sha256Digest digest = Sha256Digest.Of([.. NoteName.Utf8.GetBytes(name), (byte)'\n', (byte)type, .. publicKey.Bytes]);
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(digest.ToArray());
    }

    public string Name { get; }

    public NoteKeyType Type { get; }

    public Ed25519PublicKey PublicKey { get; }

    /// <summary>The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key), big-endian.</summary>
    public uint KeyId { get; }

    /// <summary>Reads <c>name+8 hex digits+base64(type ‖ public key)</c>.</summary>
    /// <exception cref="MalformedException">The form or type is different, or the key id does not match the key.</exception>
    public static NoteVerifierKey Parse(string vkey)
    {
        // The base64 may contain plus signs, so it is everything after the second one.
        string[] parts = vkey.Split('+', 3);
        if (parts is not [string name, { Length: 8 }, string encoded] || !StrictBase64.TryDecode(encoded, out byte[] key)
            || key.Length != 1 + Ed25519PublicKey.Size)
        {
            throw new MalformedException(
                "a note verifier key must be name+id+key: 8 hex digits of key id, and base64 of a type and an Ed25519 key");
        }

        NoteVerifierKey read = new(name, (NoteKeyType)key[0], new Ed25519PublicKey(key.AsSpan(1)));
        return read.ToString() == vkey
            ? read
            : throw new MalformedException($"the key id of the note verifier key {name} does not match the key");
    }

    public bool Equals(NoteVerifierKey? other) =>
        other is not null && Name == other.Name && Type == other.Type && PublicKey == other.PublicKey;

    public override bool Equals(object? obj) => Equals(obj as NoteVerifierKey);

    public override int GetHashCode() => HashCode.Combine(Name, KeyId);

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}+{KeyId:x8}+{StrictBase64.Encode([(byte)Type, .. PublicKey.Bytes])}");

    internal bool Matches(NoteSignature signature) => signature.Name == Name && signature.KeyId == KeyId;

    internal bool Verify(string text, ReadOnlySpan<byte> signature) => Type == NoteKeyType.CosignatureV1
        ? CosignatureFormat.TryRead(signature, out long seconds, out ReadOnlySpan<byte> ed25519)
            && PublicKey.Verify(CosignatureFormat.Message(seconds, text), ed25519)
        : PublicKey.Verify(NoteName.Utf8.GetBytes(text), signature);
}

/// <summary>The signature types of C2SP signed-note that are supported.</summary>
public enum NoteKeyType
{
    /// <summary>An Ed25519 signature over the note's text.</summary>
    Ed25519 = 0x01,

    /// <summary>A timestamped Ed25519 cosignature of a checkpoint (C2SP tlog-cosignature).</summary>
    CosignatureV1 = 0x04,
}
