using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Items;

/// <summary>A grant that its grantor signed for, sealed to the keys of that membership, and the entry that logged it.</summary>
public sealed record RecordedGrant(MemberId Member, Sha256Digest Membership, SealedKey Key, Sha256Digest Sealed, LogIndex Since);

/// <summary>
/// One item's life, replayed from its events and the signed statements that caused them: the policy in force, the state of every
/// decision, and to whom the keys were sealed. The auditor and anyone who asks what held at a time replay it in the same way; what
/// follows from an event is applied here and nowhere else.
/// </summary>
/// <param name="isWhole">Whether every event of the item is seen. Where some are not, nothing can be said of the grants.</param>
public sealed class ItemReplay(VerifiedItem item, bool isWhole)
{
    private readonly List<GivenAnswer> answers = [];
    private readonly HashSet<Sha256Digest> used = [];
    private readonly HashSet<(MemberId Reader, Sha256Digest Terms)> acknowledged = [];
    private readonly HashSet<MemberId> onward = [];
    private readonly Dictionary<MemberId, uint> openings = [];
    private readonly List<RecordedGrant> grants = [];

    public VerifiedItem Item => item;

    public bool IsWhole => isWhole;

    /// <summary>The policy in force.</summary>
    public AccessPolicy Policy { get; private set; } = item.Policy;

    public Sha256Digest PolicyDigest { get; private set; } = item.Predicate.PolicyDigest;

    public bool Withdrawn { get; private set; }

    /// <summary>Openings of the contents by all readers.</summary>
    public uint Openings { get; private set; }

    /// <summary>To whom keys were sealed, oldest first; null where not every event is seen.</summary>
    public IReadOnlyList<RecordedGrant>? Grants => isWhole ? grants : null;

    /// <summary>Policies that were put in force and are known by other means, where changes are not seen as events.</summary>
    public IReadOnlyDictionary<Sha256Digest, AccessPolicy> KnownPolicies { get; init; } = new Dictionary<Sha256Digest, AccessPolicy>();

    /// <summary>What decisions depend on now.</summary>
    public ItemFacts Facts => new()
    {
        Policy = Policy,
        Withdrawn = Withdrawn,
        Openings = () => Openings,
        OpeningsBy = OpeningsBy,
        Answers = () => answers,
        HasAcknowledged = (reader, terms) => acknowledged.Contains((reader, terms)),
        WasGrantedOnward = onward.Contains,
    };

    public uint OpeningsBy(MemberId member) => openings.GetValueOrDefault(member);

    /// <summary>The policy of that digest; null where it is not known.</summary>
    public AccessPolicy? PolicyOf(Sha256Digest? digest)
    {
        if (digest == PolicyDigest)
        {
            return Policy;
        }

        return digest == item.Predicate.PolicyDigest ? item.Policy : digest is { } other ? KnownPolicies.GetValueOrDefault(other) : null;
    }

    /// <summary>The first rule that an act breaks, as things stand before it; null where it may be done.</summary>
    /// <param name="next">The policy that a change would put in force; null for other acts, and where it is not a policy.</param>
    public ErrorCode? Against(IItemAct act, Member member, DirectoryState directory, AccessPolicy? next)
    {
        bool isSender = member.Id == item.Sender.Id;
        ItemFacts facts = Facts;
        return ActRules.AgainstAny(act, item.Digest, PolicyDigest, Withdrawn) ?? act switch
        {
            ApprovalPredicate approval => ActRules.AgainstApproval(
                Policy,
                member.ToReader(),
                approval,
                LastAnswer(member.Id, approval.Reader)?.Answer,
                LastAnswer(member.Id, approval.Reader) is { } last && used.Contains(last.Statement),
                reader => facts.IsReader(reader, directory)),
            AcknowledgementPredicate acknowledgement =>
                ActRules.AgainstAcknowledgement(Policy, acknowledgement, facts.IsReader(member.Id, directory)),
            PolicyChangePredicate => next is null
                ? ErrorCode.Malformed
                : ActRules.AgainstChange(Policy, next, isSender && member.Has(Role.Submitter), directory.Agreement.PolicyTerms),
            WithdrawalPredicate => ActRules.AgainstWithdrawal(Policy, isSender),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Whether the policy lets that member grant the item, as things stand.</summary>
    public bool MayGrant(MemberId grantor, DirectoryState directory) => !Withdrawn
        && (grantor == item.Sender.Id
            ? directory.Find(grantor) is { } member && member.Has(Role.Submitter)
            : Policy.Grantors == Grantors.Readers && Facts.IsReader(grantor, directory) && OpeningsBy(grantor) > 0);

    /// <summary>An act counts from here on. A change of policy ends the answers to the one before.</summary>
    /// <param name="next">The policy that a change puts in force; null for other acts.</param>
    /// <param name="statement">The digest of the signed act.</param>
    public void Apply(IItemAct act, AccessPolicy? next, Sha256Digest statement)
    {
        switch (act)
        {
            case ApprovalPredicate approval:
                answers.RemoveAll(answer => answer.Approver == approval.Approver.Member && answer.For == approval.Reader);
                answers.Add(new GivenAnswer(approval.Approver.Member, approval.Reader, approval.Answer, statement));
                break;
            case AcknowledgementPredicate acknowledgement:
                acknowledged.Add((acknowledgement.Reader.Member, acknowledgement.Terms));
                break;
            case PolicyChangePredicate change when next is not null:
                Policy = next;
                PolicyDigest = change.PolicyDigest;
                answers.Clear();
                break;
            case WithdrawalPredicate:
                Withdrawn = true;
                break;
            default:
                break;
        }
    }

    /// <summary>Keys were sealed to these.</summary>
    public void Apply(IEnumerable<RecordedGrant> sealedNow) => grants.AddRange(sealedNow);

    /// <summary>The item was granted to a member outside its audience.</summary>
    public void ApplyOnward(MemberId member) => onward.Add(member);

    /// <summary>A reader opened the contents, on these approvals.</summary>
    public void ApplyOpening(MemberId reader, IEnumerable<Sha256Digest> approvals)
    {
        Openings++;
        openings[reader] = OpeningsBy(reader) + 1;
        used.UnionWith(approvals);
    }

    /// <summary>Takes the counts from elsewhere, where not every opening is seen.</summary>
    public void SetOpenings(MemberId reader, uint total, uint byReader)
    {
        Openings = total;
        openings[reader] = byReader;
    }

    private GivenAnswer? LastAnswer(MemberId approver, MemberId? reader) =>
        answers.LastOrDefault(answer => answer.Approver == approver && answer.For == reader);
}
