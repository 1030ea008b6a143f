using System.Globalization;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Items;

/// <summary>Verifies an item statement and that what it says holds together. Server and client use the same rules.</summary>
public static class ItemVerifier
{
    /// <exception cref="DirectoryException">No key of the directory signed it, or another than it says.</exception>
    /// <exception cref="EnvelopeException">A signature is missing or wrong.</exception>
    /// <exception cref="MalformedException">It is not an item statement, or does not hold together.</exception>
    public static VerifiedItem Verify(DsseEnvelope envelope, DirectoryState directory)
    {
        SignedByMember<ItemPredicate> signed = MemberSignature.Verify(StatementKinds.Item, envelope, directory, terms => terms.Sender);
        return Check(signed, directory.Agreement);
    }

    /// <summary>As <see cref="Verify"/>, for a statement whose signatures have been verified.</summary>
    /// <exception cref="MalformedException">It does not hold together.</exception>
    public static VerifiedItem Check(SignedByMember<ItemPredicate> signed, Agreement agreement)
    {
        AccessPolicy policy = ReadPolicy(signed.Predicate);
        RequireTerms(signed.Predicate, agreement);
        return new VerifiedItem(signed, policy, ReadParts(signed.Statement.Subjects, agreement.Predicate.Limits));
    }

    /// <summary>The name of a part's subject.</summary>
    public static string SubjectName(int part) => string.Create(CultureInfo.InvariantCulture, $"part-{part}");

    private static AccessPolicy ReadPolicy(ItemPredicate terms)
    {
        Require(PolicyBytes.Digest(terms.Policy.Span) == terms.PolicyDigest, "its policy has another digest than it says");
        AccessPolicy policy = PolicyBytes.Parse(terms.Policy.Span);
        Require(TlpLabel.Text(policy.Tlp) == terms.Marking, "its marking is not that of its policy");
        return policy;
    }

    private static void RequireTerms(ItemPredicate terms, Agreement agreement)
    {
        Require(terms.Agreement == agreement.Id, "it belongs to another agreement");
        Require(terms.AgreementVersion == agreement.Predicate.Version, "it names another version of the agreement");
        KindTerms? kind = agreement.Kind(terms.Kind);
        Require(kind is not null, "its kind is not one of the agreement");
        Require(kind?.Suite == terms.Suite, "its suite is not that of its kind");
        Require(terms.CardRecipient.ToString() != terms.ContentRecipient.ToString(), "its two keys are one");
        Require(terms.Supersedes != terms.Item && terms.Answers != terms.Item, "it replaces or answers itself");
    }

    private static List<ItemPart> ReadParts(IReadOnlyList<StatementSubject> subjects, LimitTerms limits)
    {
        Require(subjects.Count >= 2, "it has no part besides the card");
        Require(subjects.Count <= limits.MaxParts, "it has more parts than the agreement allows");
        List<ItemPart> parts = [];
        foreach (StatementSubject subject in subjects)
        {
            Require(subject.Name == SubjectName(parts.Count), "its parts are not numbered from 0");
            Require(subject.DigestName == PartDigest.DigestName && subject.Length is not null, "a part has no tree hash or no length");
            Require(subject.Length is > 0 && subject.Length <= limits.MaxPartBytes, "a part is larger than the agreement allows");
            parts.Add(new ItemPart(parts.Count, subject.Length ?? 0, PartDigest.Parse(subject.DigestHex)));
        }

        Require(parts[0].Length <= limits.MaxCardBytes, "its card is larger than the agreement allows");
        Require(parts.Sum(part => part.Length) <= limits.MaxItemBytes, "it is larger than the agreement allows");
        return parts;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new MalformedException($"the item's statement does not hold together: {otherwise}");
        }
    }
}
