using System.Text;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Fuzz.Samples;

namespace Exchange.Fuzz.Targets;

/// <summary>
/// A DSSE envelope: it encodes to the same bytes, verifying it ends by <see cref="EnvelopeException"/> alone, and only a
/// payload that the sample keys signed verifies.
/// </summary>
internal static class DsseTarget
{
    private static readonly byte[] Signed =
        new InTotoStatement(
            [new StatementSubject("a", "sha256", "00ff", 3)],
            "https://exchange.example/sample/v1",
            "{\"b\":1}"u8.ToArray())
            .Encode();

    public static FuzzTarget Create() => FuzzTarget.Of("dsse", static input => DsseEnvelope.Parse(input), Hold, Seeds) with
    {
        Words =
        [
            "{\"payload\":\"", "\",\"payloadType\":\"", InToto.PayloadType, "\",\"signatures\":[", "{\"keyid\":\"", "\",\"sig\":\"",
            "\"}]}", "},{", "\\u0041",
        ],
    };

    private static void Hold(byte[] input, DsseEnvelope envelope)
    {
        Promise.SameBytes(input, envelope.Encode());
        SignerPublicKey lab = SampleKeys.Lab.PublicKey;
        SignerPublicKey institute = SampleKeys.Institute.PublicKey;
        HoldVerified(Verified(() => EnvelopeVerifier.Verify(envelope, lab)));
        HoldVerified(Verified(() => EnvelopeVerifier.Verify(envelope, [lab, institute])));
        HoldVerified(Verified(() => EnvelopeVerifier.VerifyThreshold(envelope, [institute, lab], threshold: 1)));
    }

    private static void HoldVerified(VerifiedEnvelope? verified)
    {
        if (verified is not null)
        {
            Promise.Holds(verified.Payload.Span.SequenceEqual(Signed), "a payload verified that nobody signed");
            Promise.Holds(verified.Digest == Sha256Digest.Of(Signed), "a verified envelope has another digest than its payload");
        }
    }

    private static VerifiedEnvelope? Verified(Func<VerifiedEnvelope> verify)
    {
        try
        {
            return verify();
        }
        catch (EnvelopeException)
        {
            return null;
        }
    }

    private static IEnumerable<Seed> Seeds()
    {
        DsseEnvelope one = EnvelopeSigner.Sign(Signed, [SampleKeys.Lab]);
        DsseEnvelope both = EnvelopeSigner.Sign(Signed, [SampleKeys.Lab, SampleKeys.Institute]);
        yield return new Seed("signed", one.Encode());
        yield return new Seed("signed-by-both", both.Encode());
        yield return new Seed("downgraded", (one with { Signatures = [one.Signatures[0]] }).Encode());
        yield return new Seed("unsigned", (one with { Signatures = [] }).Encode());
        yield return new Seed(
            "another-type",
            new DsseEnvelope("text/plain", Encoding.UTF8.GetBytes("payload"), [new DsseSignature("key", new byte[3])]).Encode());
    }
}
