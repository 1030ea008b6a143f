using System.Globalization;
using System.Text;

namespace Exchange.Formats.Dsse;

/// <summary>What a DSSE signature covers (secure-systems-lab/dsse, protocol.md): the type and the body, each after its length.</summary>
internal static class PreAuthEncoding
{
    /// <summary><c>DSSEv1 SP len(type) SP type SP len(body) SP body</c>, lengths in bytes as ASCII decimals.</summary>
    public static byte[] Encode(string payloadType, ReadOnlySpan<byte> payload)
    {
        int typeLength = Encoding.UTF8.GetByteCount(payloadType);
        string head = string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {typeLength} {payloadType} {payload.Length} ");
        int headLength = Encoding.UTF8.GetByteCount(head);
        byte[] encoded = new byte[headLength + payload.Length];
        Encoding.UTF8.GetBytes(head, encoded);
        payload.CopyTo(encoded.AsSpan(headLength));
        return encoded;
    }
}
