using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Agreements;

/// <summary>An agreement whose every party has signed. Made only by <see cref="AgreementVerifier"/>.</summary>
public sealed class Agreement
{
    internal Agreement(AgreementPredicate terms, VerifiedEnvelope envelope)
    {
        Predicate = terms;
        Envelope = envelope;
        PolicyTerms = new AgreementTerms(
            terms.Purposes, terms.Start, terms.End, [.. terms.Parties.Select(party => party.Name)], terms.MinimumRetentionDays);
    }

    public AgreementPredicate Predicate { get; }

    public VerifiedEnvelope Envelope { get; }

    public Sha256Digest Digest => Envelope.Digest;

    public AgreementId Id => Predicate.Agreement;

    /// <summary>The part of the agreement that policies are decided by.</summary>
    public AgreementTerms PolicyTerms { get; }

    public PartyTerms? Party(PartyName name) => Predicate.Parties.FirstOrDefault(party => party.Name == name);

    public KindTerms? Kind(string name) => Predicate.Kinds.FirstOrDefault(kind => kind.Name == name);

    public bool IsInForce(DateTimeOffset at) => at >= Predicate.Start && at < Predicate.End;
}
