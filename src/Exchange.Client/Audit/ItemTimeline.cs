using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Audit;

/// <summary>
/// What decisions about an item depended on, event by event: the policy in force and the state, rebuilt from what was signed. The same
/// for the auditor and for whoever asks what held at a time.
/// </summary>
public sealed class ItemTimeline(VerifiedItem item)
{
    private readonly List<(SignedWord Word, Sha256Digest Statement)> answers = [];
    private readonly HashSet<Sha256Digest> used = [];
    private readonly HashSet<(MemberId, Sha256Digest)> acknowledged = [];
    private readonly HashSet<MemberId> onward = [];
    private readonly Dictionary<MemberId, uint> openings = [];

    public AccessPolicy Policy { get; private set; } = item.Policy;

    public Sha256Digest PolicyDigest { get; private set; } = item.Terms.PolicyDigest;

    public bool Withdrawn { get; private set; }

    public uint Openings { get; private set; }

    public uint OpeningsBy(MemberId member) => openings.GetValueOrDefault(member);

    /// <summary>The state as that reader's evaluation saw it, approvers being as the directory had them then.</summary>
    public AccessState StateOf(MemberId reader, DirectoryState then) => new(Openings, OpeningsBy(reader), Withdrawn)
    {
        Approvals =
        [
            .. from answer in answers
               let approver = then.Find(answer.Word.Approver)
               where approver is not null
               select new Approval(approver.ToReader(), answer.Word.Answer, answer.Word.Reader, answer.Statement),
        ],
        TermsAcknowledged = Policy.Terms is { } terms && acknowledged.Contains((reader, terms)),
        GrantedOnward = ReachOf(then.Find(reader), then),
    };

    /// <summary>Whether the member was a reader of the item then.</summary>
    public bool IsReader(MemberId id, DirectoryState then) =>
        then.Find(id) is { } member && member.Has(Role.Reader) && Policy.Admits(member.ToReader(), ReachOf(member, then));

    /// <summary>Whether a release rests on the last word of that approver, for that reader or for everybody.</summary>
    public bool IsUsed(MemberId approver, MemberId? reader) =>
        answers.Any(answer => answer.Word.Approver == approver && answer.Word.Reader == reader && used.Contains(answer.Statement));

    /// <summary>What that approver last said, for that reader or for everybody; null where they have said nothing.</summary>
    public ApprovalAnswer? LastAnswer(MemberId approver, MemberId? reader) =>
        answers.LastOrDefault(answer => answer.Word.Approver == approver && answer.Word.Reader == reader).Word?.Answer;

    public void Answer(ApprovalPredicate approval, Sha256Digest statement)
    {
        SignedWord word = new(approval.Approver.Member, approval.Reader, approval.Answer);
        answers.RemoveAll(answer => answer.Word.Approver == word.Approver && answer.Word.Reader == word.Reader);
        answers.Add((word, statement));
    }

    public void Acknowledge(AcknowledgementPredicate acknowledgement) =>
        acknowledged.Add((acknowledgement.Reader.Member, acknowledgement.Terms));

    /// <summary>Answers to the policy before count no more.</summary>
    public void ChangePolicy(AccessPolicy policy, Sha256Digest digest)
    {
        Policy = policy;
        PolicyDigest = digest;
        answers.Clear();
    }

    public void Withdraw() => Withdrawn = true;

    public void GrantOnward(MemberId member) => onward.Add(member);

    public void Open(MemberId reader, IEnumerable<Sha256Digest> approvals)
    {
        Openings++;
        openings[reader] = OpeningsBy(reader) + 1;
        used.UnionWith(approvals);
    }

    /// <summary>Takes the counts from elsewhere, where not every opening is seen.</summary>
    internal void SetOpenings(MemberId reader, uint total, uint byReader)
    {
        Openings = total;
        openings[reader] = byReader;
    }

    private OnwardSharing ReachOf(Member? member, DirectoryState then) =>
        GrantRule.ReachNow(Policy, member, member is not null && onward.Contains(member.Id), then);

    private sealed record SignedWord(MemberId Approver, MemberId? Reader, ApprovalAnswer Answer);
}
