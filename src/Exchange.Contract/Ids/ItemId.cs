using System.Security.Cryptography;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Ids;

/// <summary>Names an item; made by its sender. 128 random bits; its text form is 26 characters of lower-case base32.</summary>
public readonly record struct ItemId
{
    public const int TextLength = 26;
    private const int Size = 16;

    private readonly UInt128 value;

    private ItemId(UInt128 value) => this.value = value;

    public static ItemId New() => new(BitConverter.ToUInt128(RandomNumberGenerator.GetBytes(Size)));

    /// <exception cref="MalformedException">Anything but the canonical 26 characters.</exception>
    public static ItemId Parse(string text) =>
        TryParse(text, out ItemId id) ? id : throw new MalformedException("an item id is 26 characters of lower-case base32");

    public static bool TryParse(string? text, out ItemId id)
    {
        id = default;
        if (text is not { Length: TextLength } || !Base32.TryDecode(text, out byte[] bytes))
        {
            return false;
        }

        id = new ItemId(BitConverter.ToUInt128(bytes));
        return true;
    }

    public override string ToString() => Base32.Encode(BitConverter.GetBytes(value));
}
