using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Age;

/// <summary>A passphrase to seal with. It must be the file's only recipient. Disposing it zeroes the passphrase.</summary>
public sealed class ScryptRecipient : AgeRecipient, IDisposable
{
    /// <summary>2^16 blocks: 64 MiB of memory and a few tenths of a second.</summary>
    public const int DefaultWorkFactor = 16;

    internal const string StanzaKind = "scrypt";
    internal const int SaltSize = 16;

    private readonly byte[] passphrase;
    private readonly int workFactor;

    /// <param name="workFactor">The base-two logarithm of scrypt's N, 1 to 22.</param>
    public ScryptRecipient(ReadOnlySpan<char> passphrase, int workFactor = DefaultWorkFactor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workFactor, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workFactor, ScryptIdentity.DefaultMaxWorkFactor);
        this.passphrase = ScryptIdentity.Utf8(passphrase);
        this.workFactor = workFactor;
    }

    /// <summary>Always false: a passphrase is only as strong as its choice, and is never mixed with keys.</summary>
    public override bool IsPostQuantum => false;

    internal override int StanzaLength => Stanza.LengthOf("scrypt  ".Length + 22 + (workFactor < 10 ? 1 : 2), FileKey.WrappedSize);

    public override string ToString() => "a passphrase";

    public void Dispose() => CryptographicOperations.ZeroMemory(passphrase);

    internal override Stanza Wrap(FileKey fileKey)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltSize);
        Span<byte> wrapKey = stackalloc byte[32];
        DeriveWrapKey(passphrase, salt, workFactor, wrapKey);
        byte[] body = fileKey.Wrap(wrapKey);
        CryptographicOperations.ZeroMemory(wrapKey);
        return new Stanza([StanzaKind, StrictBase64.EncodeUnpadded(salt), workFactor.ToString(CultureInfo.InvariantCulture)], body);
    }

    internal static void DeriveWrapKey(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt, int workFactor, Span<byte> wrapKey) =>
        Scrypt.DeriveKey(passphrase, [.. "age-encryption.org/v1/scrypt"u8, .. salt], workFactor, wrapKey);
}

/// <summary>A passphrase to open with. Disposing it zeroes the passphrase.</summary>
public sealed class ScryptIdentity : AgeIdentity
{
    /// <summary>2^22 blocks: 4 GiB. The sender of a file chooses the cost of opening it, so there must be a limit.</summary>
    public const int DefaultMaxWorkFactor = 22;

    private readonly byte[] passphrase;
    private readonly int maxWorkFactor;

    /// <param name="maxWorkFactor">The highest base-two logarithm of scrypt's N to spend on a file, 1 to 22.</param>
    public ScryptIdentity(ReadOnlySpan<char> passphrase, int maxWorkFactor = DefaultMaxWorkFactor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxWorkFactor, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxWorkFactor, DefaultMaxWorkFactor);
        this.passphrase = Utf8(passphrase);
        this.maxWorkFactor = maxWorkFactor;
    }

    public override string ToString() => "a passphrase";

    public override void Dispose() => CryptographicOperations.ZeroMemory(passphrase);

    internal static byte[] Utf8(ReadOnlySpan<char> passphrase)
    {
        if (passphrase.IsEmpty)
        {
            throw new ArgumentException("a passphrase must not be empty", nameof(passphrase));
        }

        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(passphrase)];
        Encoding.UTF8.GetBytes(passphrase, bytes);
        return bytes;
    }

    internal override FileKey? TryUnwrap(Stanza stanza)
    {
        if (stanza.Kind != ScryptRecipient.StanzaKind)
        {
            return null;
        }

        if (stanza.Arguments.Count != 3
            || !StrictBase64.TryDecodeUnpadded(stanza.Arguments[1], out byte[] salt)
            || salt.Length != ScryptRecipient.SaltSize)
        {
            throw new AgeException(AgeFault.Stanza, "a scrypt stanza does not have exactly one salt of 16 bytes and one work factor");
        }

        FileKey.RequireWrappedSize(stanza.Body.Span);
        int workFactor = ParseWorkFactor(stanza.Arguments[2]);
        Span<byte> wrapKey = stackalloc byte[32];
        ScryptRecipient.DeriveWrapKey(passphrase, salt, workFactor, wrapKey);
        FileKey? fileKey = FileKey.TryUnwrap(wrapKey, stanza.Body.Span);
        CryptographicOperations.ZeroMemory(wrapKey);
        return fileKey;
    }

    // ^[1-9][0-9]*$, and at most two digits because no allowed factor has more.
    private int ParseWorkFactor(string text)
    {
        if (text.Length > 2 || text[0] == '0' || !text.All(char.IsAsciiDigit))
        {
            throw new AgeException(AgeFault.Stanza, "the work factor of a scrypt stanza is not a number from 1 to 99");
        }

        int workFactor = int.Parse(text, CultureInfo.InvariantCulture);
        return workFactor <= maxWorkFactor
            ? workFactor
            : throw new AgeException(AgeFault.Stanza, $"a scrypt stanza has work factor {workFactor}; the limit is {maxWorkFactor}");
    }
}
