using System.Security.Cryptography;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Contract.Events;

/// <summary>
/// An event's payload with the random salt that hides it: the entry in the log is SHA-256 over the 32-byte salt and the payload.
/// Anyone who has both can show what the entry says; without the salt the entry reveals nothing, even of a payload that could be
/// guessed.
/// </summary>
public sealed record EventCommitment(ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Payload)
{
    public const int SaltSize = 32;

    public static EventCommitment Of(AuditEvent happened) => new(RandomNumberGenerator.GetBytes(SaltSize), happened.Encode());

    /// <summary>The 32 bytes that are in the log.</summary>
    public Sha256Digest Entry
    {
        get
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Salt.Span);
            hash.AppendData(Payload.Span);
            return new Sha256Digest(hash.GetHashAndReset());
        }
    }

    public Sha256Digest LeafHash => RecordHash.Leaf(Entry.ToArray());

    public AuditEvent Read() => AuditEvent.Parse(Payload.Span);

    /// <summary>The receipt's extra line: salt, then payload.</summary>
    public byte[] ToExtra() => [.. Salt.Span, .. Payload.Span];

    /// <exception cref="MalformedException">Too short to hold salt and payload.</exception>
    public static EventCommitment FromExtra(ReadOnlyMemory<byte> extra) =>
        extra.Length > SaltSize
            ? new EventCommitment(extra[..SaltSize], extra[SaltSize..])
            : throw new MalformedException("a receipt's extra line is too short to hold salt and payload");
}
