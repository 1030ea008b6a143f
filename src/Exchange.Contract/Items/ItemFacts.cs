using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Items;

/// <summary>The last word of one approver under the policy in force.</summary>
/// <param name="For">The reader whom it is for; null: every reader.</param>
/// <param name="Statement">The digest of the signed statement.</param>
public sealed record GivenAnswer(MemberId Approver, MemberId? For, ApprovalAnswer Answer, Sha256Digest Statement);

/// <summary>
/// What has happened to an item, as far as decisions depend on it. The server reads it from its tables, the client from what the
/// server shows and members signed, the auditor from the replayed record; the state of a decision is made of it here, once.
/// </summary>
public sealed class ItemFacts
{
    /// <summary>The policy in force.</summary>
    public required AccessPolicy Policy { get; init; }

    public required bool Withdrawn { get; init; }

    /// <summary>Openings of the contents by all readers.</summary>
    public required Func<uint> Openings { get; init; }

    /// <summary>Openings of the contents by one reader.</summary>
    public required Func<MemberId, uint> OpeningsBy { get; init; }

    /// <summary>The answers to the policy in force, in the order of the log. Asked for only where the policy requires approvals.</summary>
    public required Func<IEnumerable<GivenAnswer>> Answers { get; init; }

    /// <summary>Whether a member has acknowledged these terms. Asked only where the policy has terms.</summary>
    public required Func<MemberId, Sha256Digest, bool> HasAcknowledged { get; init; }

    /// <summary>
    /// Whether the item was granted to the member while they were outside the audience. Asked only where the policy lets it be shared.
    /// </summary>
    public required Func<MemberId, bool> WasGrantedOnward { get; init; }

    /// <summary>The state as that reader's evaluation sees it, approvers being as the directory has them.</summary>
    public AccessState StateOf(MemberId reader, DirectoryState directory) => For(reader, directory, Approvals(directory));

    /// <summary>The state of every reader, with what is common to all looked up once.</summary>
    public Func<Reader, AccessState> StatesFor(DirectoryState directory)
    {
        IReadOnlyList<Approval> approvals = Approvals(directory);
        return reader => For(reader.Id, directory, approvals);
    }

    /// <summary>Whether the member is a reader of the item.</summary>
    public bool IsReader(MemberId id, DirectoryState directory) =>
        directory.Find(id) is { } member && member.Has(Role.Reader) && Policy.Admits(member.ToReader(), ReachOf(member, directory));

    /// <summary>How far outside the audience the member is, where the item was granted to them onward.</summary>
    public OnwardSharing ReachOf(Member? member, DirectoryState directory) => GrantRule.ReachNow(
        Policy,
        member,
        Policy.OnwardSharing != OnwardSharing.None && member is not null && WasGrantedOnward(member.Id),
        directory);

    private AccessState For(MemberId reader, DirectoryState directory, IReadOnlyList<Approval> approvals) =>
        new(Openings(), OpeningsBy(reader), Withdrawn)
        {
            Approvals = approvals,
            TermsAcknowledged = Policy.Terms is { } terms && HasAcknowledged(reader, terms),
            GrantedOnward = ReachOf(directory.Find(reader), directory),
        };

    // An approver who has lost the role, or has left, no longer counts.
    private IReadOnlyList<Approval> Approvals(DirectoryState directory) => Policy.Approvals.Count == 0
        ? []
        :
        [
            .. from answer in Answers()
               let approver = directory.Find(answer.Approver)
               where approver is not null
               select new Approval(approver.ToReader(), answer.Answer, answer.For, answer.Statement),
        ];
}
