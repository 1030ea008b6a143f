using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Server.Storage;

/// <summary>What a story says happened; the ledger adds time, agreement, directory and the item's chain.</summary>
internal sealed record EventDraft
{
    /// <summary>One of <see cref="EventCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>One of <see cref="EventOutcome"/>.</summary>
    public required string Outcome { get; init; }

    public required Member Actor { get; init; }

    /// <summary>The item that the event is about; it becomes the next link of that item's chain.</summary>
    public VerifiedItem? Item { get; init; }

    /// <summary>The id that was asked for where no item has it: no chain.</summary>
    public ItemId? UnknownItem { get; init; }

    public Sha256Digest? Cause { get; init; }

    /// <summary>
    /// Whether those who see the event may be given the statement that caused it: not where that is also about another item.
    /// </summary>
    public bool ShowsCause { get; init; } = true;

    public Sha256Digest? Grant { get; init; }

    public SealedKey? Key { get; init; }

    public RequestId? Request { get; init; }

    public string? Purpose { get; init; }

    public OpeningCounts? Openings { get; init; }

    public IReadOnlyList<FailedCondition> Failed { get; init; } = [];

    /// <summary>The digests of the approvals that a permit rests on.</summary>
    public IReadOnlyList<Sha256Digest> Approvals { get; init; } = [];

    /// <summary>The parties whose compliance members may see payload and salt. The item's sender always may.</summary>
    public required IReadOnlyList<PartyName> PartiesWhoseComplianceSees { get; init; }

    /// <summary>Whether the actor may: never one from outside the audience.</summary>
    public required bool ActorSees { get; init; }
}
