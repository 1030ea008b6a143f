using Exchange.Contract.Agreements;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// An agreement's payload: its terms encode to the same bytes, and with the signatures of the sample agreement around it, it
/// verifies if it is that agreement, else it ends by <see cref="EnvelopeException"/>.
/// </summary>
internal static class AgreementTarget
{
    private static readonly DsseEnvelope Signed =
        EnvelopeSigner.Sign(SampleStatements.Agreement(), [SampleKeys.Lab, SampleKeys.Institute]);

    public static FuzzTarget Create() => FuzzTarget.Of("agreement", Parse, Hold, Seeds) with
    {
        Words =
        [
            "\"version\":", "\"previous\":", "\"threshold\":", "\"quorum\":", "\"witnesses\":[", "\"guards\":[", "\"roots\":[",
            "\"limits\":{", "\"purposes\":[", "null", "true", "9223372036854775807", "2147483647", "-1", "1e3", "2028-01-01T00:00:00.000Z",
            "+00:00",
        ],
    };

    private static AgreementPredicate Parse(byte[] payload) => AgreementVerifier.ReadUnverified(Signed with { Payload = payload });

    private static void Hold(byte[] payload, AgreementPredicate terms)
    {
        (_, IReadOnlyList<StatementSubject> subjects) = StatementCodec.ReadPayload(StatementKinds.Agreement, payload);
        Promise.SameBytes(payload, StatementCodec.Encode(StatementKinds.Agreement, subjects, terms));
        bool same = payload.AsSpan().SequenceEqual(Signed.Payload.Span);
        Promise.Holds(Verifies(Signed with { Payload = payload }) == same, "an agreement verifies, or fails to, against its signatures");
        Promise.Holds(!Verifies(Signed with { Payload = payload, Signatures = [] }), "an agreement verifies that nobody signed");
    }

    private static bool Verifies(DsseEnvelope envelope)
    {
        try
        {
            _ = AgreementVerifier.Verify(envelope);
            return true;
        }
        catch (EnvelopeException)
        {
            return false;
        }
    }

    private static IEnumerable<Seed> Seeds()
    {
        yield return new Seed("agreement", SampleStatements.Agreement());
        yield return Of("version-two", SampleAgreement.Terms with { Version = 2, Previous = SampleStatements.Digest });
        yield return Of(
            "no-operator-party",
            SampleAgreement.Terms with { Operator = SampleAgreement.Terms.Operator with { Party = null } });
        yield return Of("witnesses", SampleAgreement.Terms with
        {
            Witnesses = [new WitnessTerms(SampleAgreement.Terms.Parties[0].Name, SampleKeys.Witness.VerifierKey)],
            Quorum = 1,
            Guards = [new GuardTerms(SampleAgreement.Terms.Parties[0].Name, SampleKeys.PostQuantum.Recipient)],
        });
    }

    private static Seed Of(string name, AgreementPredicate terms) =>
        new(name, StatementCodec.Encode(StatementKinds.Agreement, "agreement", terms));
}
