using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Events;

/// <summary>
/// What happened: the payload behind an entry of the audit log. With the statements it names it is enough to decide again
/// whatever was decided. It holds ids, digests and codes, never names, titles or free text.
/// </summary>
/// <param name="ItemSequence">The event's number in the item's own chain, from 0; null for events about no known item.</param>
/// <param name="PreviousItemEntry">The leaf hash of the entry before in that chain; null for the first.</param>
/// <param name="Statement">The digest of the item's statement.</param>
/// <param name="Policy">The digest of the policy in force.</param>
/// <param name="Cause">The digest of the signed statement that caused the event.</param>
/// <param name="Grant">The SHA-256 of the sealed grant that was handed over.</param>
/// <param name="Approvals">The digests of the approvals that a permit of the contents used; not there where there are none. The members before it are always there.</param>
public sealed record AuditEvent(
    string Event,
    string Outcome,
    DateTimeOffset Time,
    AgreementId Agreement,
    int AgreementVersion,
    DirectoryPosition Directory,
    int Evaluator,
    MemberId Actor,
    ItemId? Item,
    long? ItemSequence,
    Sha256Digest? PreviousItemEntry,
    Sha256Digest? Statement,
    Sha256Digest? Policy,
    Sha256Digest? Cause,
    Sha256Digest? Grant,
    SealedKey? Key,
    RequestId? Request,
    string? Purpose,
    OpeningCounts? Openings,
    IReadOnlyList<FailedEntry> Failed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Sha256Digest>? Approvals = null)
{
    /// <summary>The largest payload that an event may have, in bytes.</summary>
    public const int MaxBytes = 32 * 1024;

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, StatementKinds.Json.AuditEvent);

    /// <exception cref="MalformedException">Not exactly an event's one spelling.</exception>
    public static AuditEvent Parse(ReadOnlySpan<byte> payload)
    {
        try
        {
            AuditEvent? parsed = payload.Length <= MaxBytes ? JsonSerializer.Deserialize(payload, StatementKinds.Json.AuditEvent) : null;
            return parsed is not null && parsed.Encode().AsSpan().SequenceEqual(payload)
                ? parsed
                : throw new MalformedException("an event's payload is not in its one spelling");
        }
        catch (JsonException)
        {
            throw new MalformedException("an event's payload is not readable");
        }
    }
}
