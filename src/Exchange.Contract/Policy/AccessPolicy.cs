using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

/// <summary>
/// Who may open an item, when, how often and for what: closed and typed, with no expression language, so that everything that
/// follows from it can be enumerated. Two policies are equal when their bytes are.
/// </summary>
public sealed record AccessPolicy
{
    /// <summary>Which evaluator decides; see <c>PolicyEvaluator.Version</c>.</summary>
    public required uint Version { get; init; }

    public required Audience Audience { get; init; }

    public required CardShows CardShows { get; init; }

    /// <summary>Whole seconds. From this instant on the contents may be opened; null: at once.</summary>
    public DateTimeOffset? Embargo { get; init; }

    /// <summary>Whole seconds. From this instant on neither card nor contents may be opened; null: never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Openings of the contents by all readers together; null: no maximum.</summary>
    public uint? MaxOpenings { get; init; }

    /// <summary>Openings of the contents by each reader; null: no maximum.</summary>
    public uint? MaxOpeningsPerPerson { get; init; }

    /// <summary>
    /// Codes of purposes for which the contents may be opened; none listed means none permitted. Put in canonical order, without
    /// repetition, when set.
    /// </summary>
    public required IReadOnlyList<string> Purposes
    {
        get;
        init => field = ValueList<string>.Sorted(value, static code => code);
    }

    public required Tlp Tlp { get; init; }

    /// <summary>
    /// The handling marking, such as <c>OFFICIAL-SENSITIVE</c>, apart from TLP; empty where there is none. Shown, not evaluated.
    /// </summary>
    public string Handling { get; init; } = "";

    /// <summary>Whose approval the contents need; all rules must be met. In the order of the parties' names.</summary>
    public IReadOnlyList<ApprovalRule> Approvals
    {
        get;
        init => field = ValueList<ApprovalRule>.Sorted(value, static rule => rule.Party.ToString());
    } = ValueList<ApprovalRule>.InOrder([]);

    /// <summary>
    /// The digest of terms that each reader must acknowledge before the contents may be opened (their text is sealed, in the card);
    /// null where there are none.
    /// </summary>
    public Sha256Digest? Terms { get; init; }

    public OnwardSharing OnwardSharing { get; init; } = OnwardSharing.None;

    public Grantors Grantors { get; init; } = Grantors.Sender;

    /// <summary>Days after its submission for which the item must be kept; null: the agreement's minimum. Shown, not evaluated.</summary>
    public uint? RetentionDays { get; init; }

    /// <summary>Whether the sender may withdraw the item or narrow its policy.</summary>
    public bool Revocable { get; init; } = true;

    /// <summary>
    /// Whether the member is in the audience, or was granted the item from outside it as far as this policy allows sharing. An empty
    /// audience means nobody, whatever was granted before.
    /// </summary>
    public bool Admits(Reader member, OnwardSharing grantedOnward) =>
        Audience.Includes(member)
        || (Audience.Count > 0 && grantedOnward != OnwardSharing.None && grantedOnward <= OnwardSharing);

    /// <summary>
    /// Whether any change at all may be made: a policy that is final and requires approvals stays as it is, since a change would drop
    /// them.
    /// </summary>
    public bool MayWiden => Revocable || Approvals.Count == 0;

    /// <summary>The rule that asks for this member's approval; null where none does.</summary>
    public ApprovalRule? RuleFor(Reader member) => Approvals.FirstOrDefault(rule => rule.Asks(member));
}

/// <summary>When the audience may see the card.</summary>
public enum CardShows
{
    /// <summary>As soon as the item has been submitted, embargo or not.</summary>
    AtOnce = 1,

    /// <summary>Once the embargo has passed; without an embargo, at once.</summary>
    AfterEmbargo = 2,

    /// <summary>Once the embargo has passed and this reader has been permitted to open the contents.</summary>
    WithContents = 3,
}

/// <summary>
/// How far beyond its audience an item may be granted. What people do with what they have read is governed by TLP, a promise.
/// </summary>
public enum OnwardSharing
{
    /// <summary>To nobody outside the audience.</summary>
    None = 1,

    /// <summary>To other readers of the parties that the audience names.</summary>
    Party = 2,

    /// <summary>To other readers of any party to the agreement.</summary>
    Agreement = 3,
}

/// <summary>Who may grant an item to more members, within the audience and <see cref="OnwardSharing"/>.</summary>
public enum Grantors
{
    Sender = 1,

    /// <summary>Also a reader of the audience, who needs a permit of their own to do so: that is an opening.</summary>
    Readers = 2,
}
