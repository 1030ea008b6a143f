using Exchange.Contract.Directory;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;

namespace Exchange.Contract.Items;

/// <summary>
/// A member to whom keys of an item are sealed, and which: a reader gets both; a member who is only asked to approve gets the card's
/// alone, and so could never open the contents.
/// </summary>
public sealed record KeyRecipient
{
    private KeyRecipient(Member member, bool opensContents)
    {
        Member = member;
        OpensContents = opensContents;
    }

    public Member Member { get; }

    /// <summary>Whether the content key is sealed to them too.</summary>
    public bool OpensContents { get; }

    /// <summary>The card key first.</summary>
    public IReadOnlyList<SealedKey> Keys => OpensContents ? [SealedKey.Card, SealedKey.Content] : [SealedKey.Card];

    public static KeyRecipient OfBothKeys(Member member) => new(member, opensContents: true);

    public static KeyRecipient OfCardKey(Member member) => new(member, opensContents: false);

    /// <summary>
    /// Who is sealed which keys of an item: the sender, who could otherwise neither open their own item nor grant access to those who
    /// come later; the readers of the audience; and, of the card key alone, those who may be asked to approve.
    /// </summary>
    public static IReadOnlyList<KeyRecipient> AllOf(AccessPolicy policy, Member sender, DirectoryState directory) =>
    [
        OfBothKeys(sender),
        .. directory.Members
            .Where(member => member.Active && member.Id != sender.Id)
            .Select(member => Of(policy, member))
            .OfType<KeyRecipient>(),
    ];

    private static KeyRecipient? Of(AccessPolicy policy, Member member)
    {
        Reader asked = member.ToReader();
        if (member.Has(Role.Reader) && policy.Audience.Includes(asked))
        {
            return OfBothKeys(member);
        }

        return policy.RuleFor(asked) is null ? null : OfCardKey(member);
    }
}
