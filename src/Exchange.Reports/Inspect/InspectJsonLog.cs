using System.Buffers;
using System.Text;
using System.Text.Json;
using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>
/// An Inspect log as one JSON file: the members of the header in a fixed order, then the samples, which may be gigabytes. It is
/// read in one pass, in a fixed amount of memory, up to the samples; if they come earlier they are skipped. Layout: inspect_ai,
/// <c>log/_recorders/json.py</c> and <c>EvalLog</c> in <c>log/_log.py</c>.
/// </summary>
internal sealed class InspectJsonLog : IInspectLog
{
    private const string Eval = "eval";
    private const string Samples = "samples";

    /// <summary>The members that a card is made from.</summary>
    private static readonly string[] Wanted =
    [
        "version", "status", Eval, "plan", "results", "stats", "error", "invalidated", "log_updates", "config_updates", "tags", "metadata",
    ];

    /// <summary>Other members that a log may start with.</summary>
    private static readonly string[] Skipped = [Samples, "reductions", "logging"];

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

    /// <summary>Reads up to <c>eval</c>, which shows whether this is a log. Returns null if it is some other JSON.</summary>
    /// <param name="stream">From its beginning. The caller disposes it after the log was read.</param>
    /// <param name="maxHeader">The largest header to read, in bytes, without the samples.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="MalformedException">It is not a JSON object, or is damaged.</exception>
    public static async Task<IInspectLog?> OpenAsync(Stream stream, int maxHeader, CancellationToken cancellationToken)
    {
        InspectJsonLog log = new(new JsonMembers(stream), maxHeader);
        while (await log.members.NextAsync(cancellationToken) is { } name)
        {
            // Other JSON may be very large, but can be recognised by its first member.
            if (log.seen.Count == 0 && !Wanted.Contains(name) && !Skipped.Contains(name))
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
        List<string> warnings = InspectWarnings.Of(json.RootElement, evaluation, samplesInFile: null, journaled: []);
        return CardBounds.Apply(evaluation with { Warnings = warnings });
    }

    /// <summary>Inspect writes the samples after everything that a card is made from.</summary>
    private bool IsComplete() =>
        seen.IsSupersetOf([Eval, "status", "stats"])
        && status switch
        {
            InspectStatus.Success => seen.Contains("results"),
            InspectStatus.Error => seen.Contains("error"),
            _ => true,
        };

    /// <summary>Copies the value of a wanted member, or skips any other.</summary>
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
