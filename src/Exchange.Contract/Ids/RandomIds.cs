using System.Security.Cryptography;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Ids;

/// <summary>
/// 128 random bits, in text 26 characters of lower-case base32. Each kind of id wraps it, so that a swap does not compile.
/// </summary>
internal readonly record struct RandomId
{
    public const int TextLength = 26;
    private const int Size = 16;

    private readonly UInt128 value;

    private RandomId(UInt128 value) => this.value = value;

    public static RandomId New() => new(BitConverter.ToUInt128(RandomNumberGenerator.GetBytes(Size)));

    /// <exception cref="MalformedException">Anything but the canonical 26 characters.</exception>
    public static RandomId Parse(string text, string what) =>
        TryParse(text, out RandomId id) ? id : throw new MalformedException($"{what} is 26 characters of lower-case base32");

    public static bool TryParse(string? text, out RandomId id)
    {
        id = default;
        if (text is not { Length: TextLength } || !Base32.TryDecode(text, out byte[] bytes))
        {
            return false;
        }

        id = new RandomId(BitConverter.ToUInt128(bytes));
        return true;
    }

    public override string ToString() => Base32.Encode(BitConverter.GetBytes(value));
}

/// <summary>Names an agreement through all its versions.</summary>
public readonly record struct AgreementId
{
    private readonly RandomId id;

    private AgreementId(RandomId id) => this.id = id;

    public static AgreementId New() => new(RandomId.New());

    /// <exception cref="MalformedException">Anything but the canonical 26 characters.</exception>
    public static AgreementId Parse(string text) => new(RandomId.Parse(text, "an agreement id"));

    public static bool TryParse(string? text, out AgreementId id)
    {
        bool valid = RandomId.TryParse(text, out RandomId random);
        id = new AgreementId(random);
        return valid;
    }

    public override string ToString() => id.ToString();
}

/// <summary>Names an item; made by its sender.</summary>
public readonly record struct ItemId
{
    public const int TextLength = RandomId.TextLength;

    private readonly RandomId id;

    private ItemId(RandomId id) => this.id = id;

    public static ItemId New() => new(RandomId.New());

    /// <exception cref="MalformedException">Anything but the canonical 26 characters.</exception>
    public static ItemId Parse(string text) => new(RandomId.Parse(text, "an item id"));

    public static bool TryParse(string? text, out ItemId id)
    {
        bool valid = RandomId.TryParse(text, out RandomId random);
        id = new ItemId(random);
        return valid;
    }

    public override string ToString() => id.ToString();
}

/// <summary>Names a member for good; made by the administrator who enrols, never used again after a revocation.</summary>
public readonly record struct MemberId
{
    private readonly RandomId id;

    private MemberId(RandomId id) => this.id = id;

    public static MemberId New() => new(RandomId.New());

    /// <exception cref="MalformedException">Anything but the canonical 26 characters.</exception>
    public static MemberId Parse(string text) => new(RandomId.Parse(text, "a member id"));

    public static bool TryParse(string? text, out MemberId id)
    {
        bool valid = RandomId.TryParse(text, out RandomId random);
        id = new MemberId(random);
        return valid;
    }

    public override string ToString() => id.ToString();
}

/// <summary>Names one signed request or act of one member.</summary>
public readonly record struct RequestId
{
    private readonly RandomId id;

    private RequestId(RandomId id) => this.id = id;

    public static RequestId New() => new(RandomId.New());

    /// <exception cref="MalformedException">Anything but the canonical 26 characters.</exception>
    public static RequestId Parse(string text) => new(RandomId.Parse(text, "a request id"));

    public static bool TryParse(string? text, out RequestId id)
    {
        bool valid = RandomId.TryParse(text, out RandomId random);
        id = new RequestId(random);
        return valid;
    }

    public override string ToString() => id.ToString();
}
