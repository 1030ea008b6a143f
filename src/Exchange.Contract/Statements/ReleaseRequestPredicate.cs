using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>A reader's own signed request for one key of one item.</summary>
public sealed record ReleaseRequestPredicate
{
    public required AgreementId Agreement { get; init; }

    public required ItemId Item { get; init; }

    public required Sha256Digest Statement { get; init; }

    public required SealedKey Key { get; init; }

    public required Sha256Digest PolicyDigest { get; init; }

    /// <summary>A purpose code of the agreement; null for the card.</summary>
    public required string? Purpose { get; init; }

    public required RequestId Request { get; init; }

    public required SenderTerms Reader { get; init; }

    /// <summary>When the request stops counting; at most an hour ahead.</summary>
    public required DateTimeOffset NotAfter { get; init; }
}
