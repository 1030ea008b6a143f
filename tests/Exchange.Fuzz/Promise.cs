using System.Text;
using Exchange.Formats.Primitives;

namespace Exchange.Fuzz;

/// <summary>What targets hold parsers to.</summary>
internal static class Promise
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="BrokenPromiseException">It does not hold.</exception>
    public static void Holds(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new BrokenPromiseException(otherwise);
        }
    }

    /// <summary>A strict parser's own: what it accepts is encoded to the same bytes.</summary>
    public static void SameBytes(ReadOnlySpan<byte> input, ReadOnlySpan<byte> encoded) =>
        Holds(input.SequenceEqual(encoded), $"{input.Length} bytes were accepted, and encoded to {encoded.Length} others");

    /// <summary>The value, or null where the reader refuses with the exception that it documents. Any other passes through.</summary>
    public static T? OrRefused<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (MalformedException)
        {
            return null;
        }
    }

    /// <summary>Text for a parser of strings, as its callers get it: from valid UTF-8.</summary>
    /// <exception cref="MalformedException">Not UTF-8.</exception>
    public static string Text(ReadOnlySpan<byte> input)
    {
        try
        {
            return Utf8.GetString(input);
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedException("not UTF-8");
        }
    }
}
