using System.Security.Cryptography;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Ids;

/// <summary>Names a member for good; made by the administrator who enrols, never used again after a revocation. 128 random bits; its text form is 26 characters of lower-case base32.</summary>
public readonly record struct MemberId
{
    public const int TextLength = 26;
    private const int Size = 16;

    private readonly UInt128 value;

    private MemberId(UInt128 value) => this.value = value;

    public static MemberId New() => new(BitConverter.ToUInt128(RandomNumberGenerator.GetBytes(Size)));

    /// <exception cref="MalformedException">Anything but the canonical 26 characters.</exception>
    public static MemberId Parse(string text) =>
        TryParse(text, out MemberId id) ? id : throw new MalformedException("a member id is 26 characters of lower-case base32");

    public static bool TryParse(string? text, out MemberId id)
    {
        id = default;
        if (text is not { Length: TextLength } || !Base32.TryDecode(text, out byte[] bytes))
        {
            return false;
        }

        id = new MemberId(BitConverter.ToUInt128(bytes));
        return true;
    }

    public override string ToString() => Base32.Encode(BitConverter.GetBytes(value));
}
