using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>A reader's own signed request for one key of one item.</summary>
/// <param name="Purpose">A purpose code of the agreement; null for the card.</param>
/// <param name="NotAfter">When the request stops counting; at most an hour ahead.</param>
public sealed record ReleaseRequestPredicate(
    AgreementId Agreement,
    ItemId Item,
    Sha256Digest Statement,
    SealedKey Key,
    Sha256Digest PolicyDigest,
    string? Purpose,
    RequestId Request,
    SenderTerms Reader,
    DateTimeOffset NotAfter);
