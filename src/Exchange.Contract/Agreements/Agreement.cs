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
        Terms = terms;
        Envelope = envelope;
        PolicyTerms = new AgreementTerms(
            terms.Purposes, terms.Start, terms.End, [.. terms.Parties.Select(party => party.Name)], terms.MinimumRetentionDays);
    }

    public AgreementPredicate Terms { get; }

    public VerifiedEnvelope Envelope { get; }

    public Sha256Digest Digest => Envelope.Digest;

    public AgreementId Id => Terms.Agreement;

    /// <summary>The part of the agreement that policies are decided by.</summary>
    public AgreementTerms PolicyTerms { get; }

    public PartyTerms? Party(PartyName name) => Terms.Parties.FirstOrDefault(party => party.Name == name);

    public KindTerms? Kind(string name) => Terms.Kinds.FirstOrDefault(kind => kind.Name == name);

    public bool IsInForce(DateTimeOffset at) => at >= Terms.Start && at < Terms.End;
}
