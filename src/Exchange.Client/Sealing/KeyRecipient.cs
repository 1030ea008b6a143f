using Exchange.Contract.Directory;
using Exchange.Contract.Policy;

namespace Exchange.Client.Sealing;

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
}
