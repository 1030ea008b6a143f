using Exchange.Contract.Ids;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Statements;

/// <summary>What a sender signs for an item. The parts are the statement's subjects.</summary>
/// <param name="Policy">The policy in full: exact protobuf bytes. Marking and handling stand in it.</param>
/// <param name="Supersedes">The item that this one replaces, or null.</param>
/// <param name="Answers">The item that this one replies to, or null.</param>
public sealed record ItemPredicate(
    ItemId Item,
    AgreementId Agreement,
    int AgreementVersion,
    string Kind,
    string Suite,
    string Marking,
    ReadOnlyMemory<byte> Policy,
    Sha256Digest PolicyDigest,
    SenderTerms Sender,
    HybridRecipient CardRecipient,
    HybridRecipient ContentRecipient,
    ItemId? Supersedes,
    ItemId? Answers);
