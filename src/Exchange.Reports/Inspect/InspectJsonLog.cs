using System.Buffers;
using System.Text;
using System.Text.Json;
using Exchange.Formats.Primitives;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>
/// An Inspect log as one JSON file: the header's members in a fixed order, and last the samples, which may be gigabytes.
/// It is read in one pass and in memory of a fixed size, as far as the samples; where they come earlier than they should
/// they are passed over. Layout: inspect_ai, <c>log/_recorders/json.py</c> and <c>EvalLog</c> in <c>log/_log.py</c>.
/// </summary>
internal sealed class InspectJsonLog : IInspectLog
{
    private const string Eval = "eval";
    private const string Samples = "samples";

    /// <summary>What a card is made from.</summary>
    private static readonly string[] Wanted =
        ["version", "status", Eval, "plan", "results", "stats", "error", "invalidated", "log_updates", "config_updates", "tags", "metadata"];

    /// <summary>What else a log may begin with.</summary>
    private static readonly string[] PassedOver = [Samples, "reductions", "logging"];

    private readonly JsonMembers members;
    private readonly int maxHeader;
    private readonly ArrayBufferWriter<byte> header = new(64 * 1024);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private string status = "";

    private InspectJsonLog(JsonMembers members, int maxHeader)
    {
        this.members = members;
        this.maxHeader = maxHeader;
    }

    /// <summary>Reads on until it is known whether this is a log: until its <c>eval</c>. Null for JSON that is something else.</summary>
    /// <param name="stream">From its beginning; the caller disposes it, after the log was read.</param>
    /// <param name="maxHeader">The largest header that is read, in bytes without the samples.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MalformedException">No JSON object, or a damaged one.</exception>
    public static async Task<IInspectLog?> OpenAsync(Stream stream, int maxHeader, CancellationToken cancellationToken)
    {
        InspectJsonLog log = new(new JsonMembers(stream), maxHeader);
        while (await log.members.NextAsync(cancellationToken) is { } name)
        {
            // Other JSON may be as large as it likes, and shows itself by what it begins with.
            if (log.seen.Count == 0 && !Wanted.Contains(name) && !PassedOver.Contains(name))
            {
                return null;
            }

            int from = await log.TakeAsync(name, cancellationToken);
            if (name == Eval)
            {
                return IsEvaluation(log.header.WrittenMemory[from..]) ? log : null;
            }
        }

        return null;
    }

    public async Task<Evaluation> ReadAsync(CancellationToken cancellationToken)
    {
        while (await members.NextAsync(cancellationToken) is { } name && !(name == Samples && IsComplete()))
        {
            await TakeAsync(name, cancellationToken);
        }

        header.Write("}"u8);
        using JsonDocument json = HeaderJson.Parse("the header", header.WrittenMemory);
        HeaderJson.CheckVersion(json.RootElement);
        Evaluation evaluation = InspectHeader.Read(json.RootElement);
        return CardBounds.Apply(evaluation with { Warnings = InspectWarnings.Of(json.RootElement, evaluation, samplesInFile: null, journaled: []) });
    }

    /// <summary>In a log that Inspect wrote, the samples come after all that a card is made from.</summary>
    private bool IsComplete() =>
        seen.IsSupersetOf([Eval, "status", "stats"])
        && status switch
        {
            InspectStatus.Success => seen.Contains("results"),
            InspectStatus.Error => seen.Contains("error"),
            _ => true,
        };

    /// <summary>Copies a member of the header, or passes over another.</summary>
    /// <returns>Where its value begins in <see cref="header"/>.</returns>
    private async Task<int> TakeAsync(string name, CancellationToken cancellationToken)
    {
        seen.Add(name);
        if (!Wanted.Contains(name))
        {
            await members.SkipAsync(cancellationToken);
            return header.WrittenCount;
        }

        header.Write(header.WrittenCount == 0 ? "{\""u8 : ",\""u8);
        header.Write(Encoding.UTF8.GetBytes(name));
        header.Write("\":"u8);
        int from = header.WrittenCount;
        await members.ReadAsync(header, maxHeader, cancellationToken);
        if (name == "status")
        {
            status = Encoding.UTF8.GetString(header.WrittenSpan[from..Math.Min(from + 64, header.WrittenCount)]).Trim('"');
        }

        return from;
    }

    private static bool IsEvaluation(ReadOnlyMemory<byte> value)
    {
        using JsonDocument eval = HeaderJson.Parse(Eval, value);
        return eval.RootElement.Text("task") is { Length: > 0 } && eval.RootElement.Text("model") is { Length: > 0 };
    }
}
