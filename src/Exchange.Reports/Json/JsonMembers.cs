using System.Buffers;
using System.Text.Json;
using Exchange.Formats.Primitives;

namespace Exchange.Reports.Json;

/// <summary>
/// Reads the members of a JSON file that is one object, in one pass and in a fixed amount of memory, whatever the length of the
/// file or of any value in it. Each value is either copied or skipped.
/// </summary>
internal sealed class JsonMembers(Stream stream)
{
    /// <summary>In bytes, as written. No member that is read has a longer name.</summary>
    public const int MaxName = 1024;

    private readonly byte[] buffer = new byte[128 * 1024];
    private int at;
    private int held;
    private bool started;

    /// <summary>Moves to the next member, whose value must then be read or skipped.</summary>
    /// <returns>Its name; null at the end of the object.</returns>
    /// <exception cref="MalformedException">It is not an object, is cut off or is damaged.</exception>
    public async Task<string?> NextAsync(CancellationToken cancellationToken)
    {
        bool first = !started;
        if (first)
        {
            started = true;
            await SkipByteOrderMarkAsync(cancellationToken);
            await ExpectAsync((byte)'{', cancellationToken);
        }

        byte next = await PeekAsync(cancellationToken);
        if (next == '}')
        {
            at++;
            return await IsEndAsync(cancellationToken) ? null : throw new MalformedException("something follows the JSON object");
        }

        if (!first)
        {
            await ExpectAsync((byte)',', cancellationToken);
            next = await PeekAsync(cancellationToken);
        }

        if (next != '"')
        {
            throw new MalformedException("a member of the JSON object has no name");
        }

        ArrayBufferWriter<byte> name = new(64);
        await ReadAsync(name, MaxName, cancellationToken);
        await ExpectAsync((byte)':', cancellationToken);
        return NameOf(name.WrittenSpan);
    }

    /// <summary>Appends the value, as written, to <paramref name="destination"/>.</summary>
    /// <exception cref="MalformedException">
    /// <paramref name="destination"/> would exceed <paramref name="max"/> bytes, or the value is cut off or damaged.
    /// </exception>
    public Task ReadAsync(ArrayBufferWriter<byte> destination, int max, CancellationToken cancellationToken) =>
        ValueAsync(destination, max, cancellationToken);

    /// <exception cref="MalformedException">The value is cut off or damaged.</exception>
    public Task SkipAsync(CancellationToken cancellationToken) => ValueAsync(destination: null, max: 0, cancellationToken);

    private async Task ValueAsync(ArrayBufferWriter<byte>? destination, int max, CancellationToken cancellationToken)
    {
        _ = await PeekAsync(cancellationToken);
        JsonValueScan scan = new();
        do
        {
            if (at == held && !await FillAsync(cancellationToken))
            {
                throw CutOff();
            }

            int taken = scan.Take(buffer.AsSpan(at, held - at));
            if (destination is not null)
            {
                if (taken > max - destination.WrittenCount)
                {
                    throw new MalformedException($"the part of the JSON to be read is larger than {max} bytes");
                }

                destination.Write(buffer.AsSpan(at, taken));
            }

            at += taken;
        }
        while (!scan.Done);
    }

    private static string NameOf(ReadOnlySpan<byte> quoted)
    {
        try
        {
            Utf8JsonReader reader = new(quoted);
            reader.Read();
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate, which Python writes; no name to be found has one.
            return "(unreadable)";
        }
        catch (JsonException)
        {
            throw new MalformedException("the name of a member of the JSON object is malformed");
        }
    }

    private async Task ExpectAsync(byte mark, CancellationToken cancellationToken)
    {
        if (await PeekAsync(cancellationToken) != mark)
        {
            throw new MalformedException($"a '{(char)mark}' is missing in the JSON");
        }

        at++;
    }

    /// <summary>The next byte that is not white space; it is not consumed.</summary>
    private async ValueTask<byte> PeekAsync(CancellationToken cancellationToken) =>
        await IsEndAsync(cancellationToken) ? throw CutOff() : buffer[at];

    private async ValueTask<bool> IsEndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int step = buffer.AsSpan(at, held - at).IndexOfAnyExcept(" \t\r\n"u8);
            if (step >= 0)
            {
                at += step;
                return false;
            }

            if (!await FillAsync(cancellationToken))
            {
                return true;
            }
        }
    }

    /// <summary>Some editors write it before UTF-8; JSON does not allow it.</summary>
    private async Task SkipByteOrderMarkAsync(CancellationToken cancellationToken)
    {
        held = await stream.ReadAtLeastAsync(buffer, 3, throwOnEndOfStream: false, cancellationToken);
        at = buffer.AsSpan(0, held).StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        at = 0;
        held = await stream.ReadAsync(buffer, cancellationToken);
        return held > 0;
    }

    private static MalformedException CutOff() => new("the JSON is cut off");
}
