using System.Security.Cryptography;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Ids;

/// <summary>Names one release request of one member. 128 random bits; its text form is 26 characters of lower-case base32.</summary>
public readonly record struct RequestId
{
    public const int TextLength = 26;
    private const int Size = 16;

    private readonly UInt128 value;

    private RequestId(UInt128 value) => this.value = value;

    public static RequestId New() => new(BitConverter.ToUInt128(RandomNumberGenerator.GetBytes(Size)));

    /// <exception cref="MalformedException">Anything but the canonical 26 characters.</exception>
    public static RequestId Parse(string text) =>
        TryParse(text, out RequestId id) ? id : throw new MalformedException("a request id is 26 characters of lower-case base32");

    public static bool TryParse(string? text, out RequestId id)
    {
        id = default;
        if (text is not { Length: TextLength } || !Base32.TryDecode(text, out byte[] bytes))
        {
            return false;
        }

        id = new RequestId(BitConverter.ToUInt128(bytes));
        return true;
    }

    public override string ToString() => Base32.Encode(BitConverter.GetBytes(value));
}
