using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Agreements;

/// <summary>
/// Verifies an agreement file by the root keys inside it. That proves that the holders of those keys signed it; that these are the
/// organisations' keys is what pinning the file (its digest, compared by other means) establishes.
/// </summary>
public static class AgreementVerifier
{
    /// <exception cref="MalformedException">Not an agreement, or one whose terms are not valid.</exception>
    /// <exception cref="EnvelopeException">A signature is not valid, or a party's threshold is not met.</exception>
    public static Agreement Verify(DsseEnvelope envelope)
    {
        // 1. The keys that verify it are inside it, so its payload is read first, strictly and bounded.
        AgreementPredicate terms = ReadUnverified(envelope);

        // 2. Nothing in it counts until every signature is verified and every party's threshold is met.
        List<SignerPublicKey> roots = [.. terms.Parties.SelectMany(party => party.Roots).Select(root => root.ToSigner())];
        int threshold = terms.Parties.Sum(party => party.Threshold);
        VerifiedEnvelope verified = EnvelopeVerifier.VerifyThreshold(envelope, roots, threshold);
        foreach (PartyTerms party in terms.Parties)
        {
            int signed = party.Roots.Count(root => verified.Signers.Contains(root.ToSigner()));
            if (signed < party.Threshold)
            {
                throw new EnvelopeException(
                    EnvelopeFault.TooFewSigners, $"{signed} of {party.Threshold} root keys of {party.Name} signed the agreement");
            }
        }

        return new Agreement(terms, verified);
    }

    /// <summary>The terms of an agreement that not everybody has signed yet, to show and to sign, never to rely on.</summary>
    /// <exception cref="MalformedException">Not an agreement, or one whose terms are not valid.</exception>
    public static AgreementPredicate ReadUnverified(DsseEnvelope envelope)
    {
        (AgreementPredicate terms, _) = StatementCodec.ReadPayload(StatementKinds.Agreement, envelope.Payload.Span);
        AgreementRules.Require(terms);
        return terms;
    }
}
