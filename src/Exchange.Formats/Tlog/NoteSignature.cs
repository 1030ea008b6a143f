namespace Exchange.Formats.Tlog;

/// <summary>One signature line of a note: <c>— name base64(key id ‖ signature)</c>. Key names may collide, so may key ids; both together name a key.</summary>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Signature)
{
    public bool Equals(NoteSignature? other) =>
        other is not null && Name == other.Name && KeyId == other.KeyId && Signature.Span.SequenceEqual(other.Signature.Span);

    public override int GetHashCode() => HashCode.Combine(Name, KeyId);
}
