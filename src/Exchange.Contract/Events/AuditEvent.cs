using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Events;

/// <summary>
/// What happened: the payload behind an entry of the audit log. With the statements that it names it is enough to make every
/// decision again. It holds ids, digests, codes, times and numbers, never names, titles or prose. The order of the members is that
/// of the payload.
/// </summary>
public sealed record AuditEvent
{
    /// <summary>The largest payload that an event may have, in bytes.</summary>
    public const int MaxBytes = 32 * 1024;

    // The same encoder as for statements: every implementation writes '+' in base64 as it is.
    private static readonly EventJson Json =
        new(new JsonSerializerOptions(EventJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>One of <see cref="EventCodes"/>.</summary>
    [JsonPropertyName("event")]
    public required string Code { get; init; }

    /// <summary>One of <see cref="EventOutcome"/>.</summary>
    public required string Outcome { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required AgreementId Agreement { get; init; }

    public required int AgreementVersion { get; init; }

    public required DirectoryPosition Directory { get; init; }

    /// <summary>The version of the evaluator: <see cref="PolicyEvaluator.Version"/>.</summary>
    public required int Evaluator { get; init; }

    public required MemberId Actor { get; init; }

    public required ItemId? Item { get; init; }

    /// <summary>The event's number in the item's own chain, from 0; null for events about no known item.</summary>
    public required long? ItemSequence { get; init; }

    /// <summary>The leaf hash of the entry before in that chain; null for the first.</summary>
    public required Sha256Digest? PreviousItemEntry { get; init; }

    /// <summary>The digest of the item's statement.</summary>
    public required Sha256Digest? Statement { get; init; }

    /// <summary>The digest of the policy in force.</summary>
    public required Sha256Digest? Policy { get; init; }

    /// <summary>The digest of the signed statement that caused the event.</summary>
    public required Sha256Digest? Cause { get; init; }

    /// <summary>The SHA-256 of the sealed grant that was handed over.</summary>
    public required Sha256Digest? Grant { get; init; }

    public required SealedKey? Key { get; init; }

    public required RequestId? Request { get; init; }

    /// <summary>A code.</summary>
    public required string? Purpose { get; init; }

    public required OpeningCounts? Openings { get; init; }

    /// <summary>Every failed condition of a denial, in the order of <see cref="ConditionCode"/>.</summary>
    public required IReadOnlyList<FailedCondition> Failed { get; init; }

    /// <summary>The digests of the approvals that a permit of the contents used. Not written where it used none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Sha256Digest>? Approvals { get; init; }

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, Json.AuditEvent);

    /// <exception cref="MalformedException">Not an event in canonical form.</exception>
    public static AuditEvent Parse(ReadOnlySpan<byte> payload)
    {
        try
        {
            AuditEvent? parsed = payload.Length <= MaxBytes
                ? JsonSerializer.Deserialize(payload, Json.AuditEvent)
                : null;
            bool isCanonical = parsed is not null
                && parsed.Failed.All(static failed => failed is not null)
                && parsed.Encode().AsSpan().SequenceEqual(payload);
            return parsed is not null && isCanonical
                ? parsed
                : throw new MalformedException("an event's payload is not in canonical form");
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            // The serializer calls a failed condition without a code not supported.
            throw new MalformedException("an event's payload is not readable");
        }
    }
}

/// <summary>The directory that an event was decided against. Sizes never decrease from entry to entry.</summary>
public sealed record DirectoryPosition(long Size, Sha256Digest Root);

/// <summary>
/// How often the contents had been opened when the event happened, including the event itself where it is a permit.
/// </summary>
public sealed record OpeningCounts(int Total, int ByMember);
