namespace Exchange.Contract.Events;

/// <summary>
/// A receipt as it travels and is kept: the text of a C2SP tlog-proof. <see cref="ReceiptVerifier"/> makes a
/// <see cref="VerifiedReceipt"/> of it.
/// </summary>
public sealed class EncodedReceipt(ReadOnlyMemory<byte> bytes)
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public ReadOnlySpan<byte> Span => Bytes.Span;
}
