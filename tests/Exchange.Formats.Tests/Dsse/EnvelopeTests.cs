using System.Text;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using FsCheck;
using FsCheck.Xunit;

namespace Exchange.Formats.Tests.Dsse;

public sealed class EnvelopeTests : IDisposable
{
    private readonly SignerKey alice = SignerKey.Generate();
    private readonly SignerKey bob = SignerKey.Generate();
    private readonly SignerKey mallory = SignerKey.Generate();
    private readonly byte[] payload = Encoding.UTF8.GetBytes("""{"a":1}""");

    public void Dispose()
    {
        alice.Dispose();
        bob.Dispose();
        mallory.Dispose();
    }

    [Fact]
    public void The_pre_authentication_encoding_matches_the_vector_of_the_specification() =>
        Assert.Equal(
            "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
            Encoding.UTF8.GetString(PreAuthEncoding.Encode("http://example.com/HelloWorld", "hello world"u8)));

    [Fact]
    public void The_pre_authentication_encoding_counts_bytes_and_not_characters() =>
        Assert.Equal("DSSEv1 2 é 2 ü", Encoding.UTF8.GetString(PreAuthEncoding.Encode("é", "ü"u8)));

    [Fact]
    public void An_envelope_signed_by_one_verifies_and_keeps_its_payload()
    {
        DsseEnvelope envelope = EnvelopeSigner.Sign(payload, [alice]);
        VerifiedEnvelope verified = EnvelopeVerifier.Verify(DsseEnvelope.Parse(envelope.Encode()), alice.PublicKey);
        Assert.Equal(payload, verified.Payload.ToArray());
        Assert.Equal(Sha256Digest.Of(payload), verified.Digest);
        Assert.Equal([alice.PublicKey], verified.Signers);
        Assert.Equal(Ed25519PublicKey.SignatureSize, envelope.Signatures[0].Signature.Length);
        Assert.Equal(alice.PublicKey.Ed25519.KeyId.ToString(), envelope.Signatures[0].KeyId);
        Assert.Equal(MlDsa65PublicKey.SignatureSize, envelope.Signatures[1].Signature.Length);
        Assert.Equal(alice.PublicKey.MlDsa65.KeyId.ToString(), envelope.Signatures[1].KeyId);
    }

    [Fact]
    public void A_signer_made_from_its_seeds_is_the_same_signer()
    {
        (byte[] ed25519, byte[] mlDsa65) = alice.ExportSeeds();
        using SignerKey again = new(ed25519, mlDsa65);
        Assert.Equal(alice.PublicKey, again.PublicKey);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void An_envelope_without_one_of_the_two_signatures_is_a_downgrade(int kept)
    {
        DsseEnvelope envelope = EnvelopeSigner.Sign(payload, [alice]);
        AssertRefused(EnvelopeFault.MissingSignature, envelope with { Signatures = [envelope.Signatures[kept]] }, alice);
    }

    [Fact]
    public void An_envelope_without_any_signature_is_a_downgrade() =>
        AssertRefused(EnvelopeFault.MissingSignature, new DsseEnvelope(InToto.PayloadType, payload, []), alice);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 63)]
    [InlineData(1, 0)]
    [InlineData(1, 3308)]
    public void A_flipped_bit_in_either_signature_is_refused(int signature, int at)
    {
        DsseEnvelope envelope = EnvelopeSigner.Sign(payload, [alice]);
        byte[] bytes = envelope.Signatures[signature].Signature.ToArray();
        bytes[at] ^= 1;
        DsseSignature[] signatures = [.. envelope.Signatures];
        signatures[signature] = signatures[signature] with { Signature = bytes };
        AssertRefused(EnvelopeFault.BadSignature, envelope with { Signatures = signatures }, alice);
    }

    [Fact]
    public void Another_payload_is_refused() =>
        AssertRefused(EnvelopeFault.BadSignature, EnvelopeSigner.Sign(payload, [alice]) with { Payload = "{}"u8.ToArray() }, alice);

    [Fact]
    public void Another_payload_type_is_refused() =>
        AssertRefused(EnvelopeFault.WrongPayloadType, EnvelopeSigner.Sign(payload, [alice]) with { PayloadType = "text/plain" }, alice);

    [Fact]
    public void A_foreign_signer_is_refused() =>
        AssertRefused(EnvelopeFault.UnknownKey, EnvelopeSigner.Sign(payload, [mallory]), alice);

    [Fact]
    public void A_foreign_signer_beside_the_right_one_is_refused() =>
        AssertRefused(EnvelopeFault.UnknownKey, EnvelopeSigner.Sign(payload, [alice, mallory]), alice);

    [Fact]
    public void A_foreign_signature_under_the_right_key_id_is_refused()
    {
        DsseEnvelope right = EnvelopeSigner.Sign(payload, [alice]);
        DsseEnvelope foreign = EnvelopeSigner.Sign(payload, [mallory]);
        DsseSignature[] mixed = [right.Signatures[0], right.Signatures[1] with { Signature = foreign.Signatures[1].Signature }];
        AssertRefused(EnvelopeFault.BadSignature, right with { Signatures = mixed }, alice);
    }

    [Fact]
    public void Signatures_out_of_order_or_twice_are_refused()
    {
        DsseEnvelope envelope = EnvelopeSigner.Sign(payload, [alice]);
        DsseSignature first = envelope.Signatures[0], second = envelope.Signatures[1];
        AssertRefused(EnvelopeFault.UnexpectedSignature, envelope with { Signatures = [second, first] }, alice);
        AssertRefused(EnvelopeFault.UnexpectedSignature, envelope with { Signatures = [first, second, second] }, alice);
    }

    [Fact]
    public void All_of_several_signers_must_have_signed_in_their_order()
    {
        DsseEnvelope both = EnvelopeSigner.Sign(payload, [alice, bob]);
        Assert.Equal([alice.PublicKey, bob.PublicKey], EnvelopeVerifier.Verify(both, [alice.PublicKey, bob.PublicKey]).Signers);
        AssertRefused(EnvelopeFault.UnexpectedSignature, both, bob, alice);
        AssertRefused(EnvelopeFault.MissingSignature, EnvelopeSigner.Sign(payload, [alice]), alice, bob);
    }

    [Fact]
    public void A_threshold_counts_distinct_signers()
    {
        SignerPublicKey[] candidates = [alice.PublicKey, bob.PublicKey];
        VerifiedEnvelope verified = EnvelopeVerifier.VerifyThreshold(EnvelopeSigner.Sign(payload, [bob, alice]), candidates, 2);
        Assert.Equal([bob.PublicKey, alice.PublicKey], verified.Signers);
        Assert.Equal([bob.PublicKey], EnvelopeVerifier.VerifyThreshold(EnvelopeSigner.Sign(payload, [bob]), candidates, 1).Signers);
    }

    [Fact]
    public void A_threshold_is_not_met_by_too_few_doubled_halved_or_foreign_signers()
    {
        SignerPublicKey[] candidates = [alice.PublicKey, bob.PublicKey];
        DsseEnvelope one = EnvelopeSigner.Sign(payload, [alice]);
        DsseEnvelope two = EnvelopeSigner.Sign(payload, [alice, bob]);
        AssertThresholdRefused(EnvelopeFault.TooFewSigners, one, candidates);
        AssertThresholdRefused(EnvelopeFault.TooFewSigners, one with { Signatures = [] }, candidates);
        AssertThresholdRefused(
            EnvelopeFault.UnexpectedSignature, one with { Signatures = [.. one.Signatures, .. one.Signatures] }, candidates);
        AssertThresholdRefused(EnvelopeFault.MissingSignature, two with { Signatures = [.. two.Signatures.Take(3)] }, candidates);
        AssertThresholdRefused(EnvelopeFault.UnknownKey, EnvelopeSigner.Sign(payload, [alice, mallory]), candidates);
        AssertThresholdRefused(EnvelopeFault.UnknownKey, two with { Signatures = [two.Signatures[0], two.Signatures[3]] }, candidates);
    }

    [Fact]
    public void One_key_in_two_signers_never_counts_twice()
    {
        SignerPublicKey mixed = new(alice.PublicKey.Ed25519, mallory.PublicKey.MlDsa65);
        DsseEnvelope envelope = EnvelopeSigner.Sign(payload, [alice]);
        Assert.Throws<ArgumentException>(() => EnvelopeVerifier.Verify(envelope, [alice.PublicKey, mixed]));
        Assert.Throws<ArgumentException>(() => EnvelopeVerifier.VerifyThreshold(envelope, [alice.PublicKey, mixed], 1));
        Assert.Throws<ArgumentException>(() => EnvelopeSigner.Sign(payload, [alice, alice]));
    }

    [Fact]
    public void Asking_for_nobody_is_no_verification()
    {
        DsseEnvelope unsigned = new(InToto.PayloadType, payload, []);
        Assert.Throws<ArgumentOutOfRangeException>(() => EnvelopeVerifier.Verify(unsigned, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => EnvelopeVerifier.VerifyThreshold(unsigned, [alice.PublicKey], 0));
    }

    [Fact]
    public void What_was_verified_stays_when_the_caller_changes_its_array()
    {
        DsseEnvelope envelope = EnvelopeSigner.Sign(payload, [alice]);
        byte[] mine = payload.ToArray();
        VerifiedEnvelope verified = EnvelopeVerifier.Verify(envelope with { Payload = mine }, alice.PublicKey);
        mine[0] = (byte)'x';
        Assert.Equal(payload, verified.Payload.ToArray());
    }

    [Theory]
    [InlineData("""{"payload":"e30=","payloadType":"t","signatures":[]} """)]
    [InlineData("""{ "payload":"e30=","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payloadType":"t","payload":"e30=","signatures":[]}""")]
    [InlineData("""{"payload":"e30=","payload":"e30=","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"e30=","payloadType":"t","signatures":[],"more":1}""")]
    [InlineData("""{"payload":"e30","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"e31=","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"e30=","payloadType":"\u0074","signatures":[]}""")]
    [InlineData("""{"payload":"e30=","payloadType":"\ud800","signatures":[]}""")]
    [InlineData("""{"payload":"e30=","payloadType":null,"signatures":[]}""")]
    [InlineData("""{"payload":"e30=","payloadType":"t"}""")]
    [InlineData("""{"payload":"e30=","payloadType":"t","signatures":[{"sig":"","keyid":""}]}""")]
    [InlineData("""{"payload":"e30=","payloadType":"t","signatures":[{"keyid":"","sig":"","x":1}]}""")]
    [InlineData("""{"payload":"e30=","payloadType":"t","signatures":[[]]}""")]
    [InlineData("""{"payload":"e30=","payloadType":"t","signatures":[]}{}""")]
    [InlineData("""{"payload":"e30=","payloadType":"t","signatures":[""")]
    [InlineData("[]")]
    [InlineData("")]
    public void Another_spelling_of_an_envelope_is_refused(string json) =>
        Assert.Throws<MalformedException>(() => DsseEnvelope.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void An_envelope_has_a_bounded_size_and_number_of_signatures()
    {
        DsseSignature signature = new("k", new byte[] { 1 });
        DsseEnvelope full = new("t", payload, [.. Enumerable.Repeat(signature, DsseEnvelope.MaxSignatures)]);
        Assert.Equal(full, DsseEnvelope.Parse(full.Encode()));
        Assert.Throws<MalformedException>(() => DsseEnvelope.Parse((full with { Signatures = [.. full.Signatures, signature] }).Encode()));
        Assert.Throws<MalformedException>(
            () => DsseEnvelope.Parse((full with { Payload = new byte[DsseEnvelope.MaxSize * 3 / 4] }).Encode()));
    }

    [Fact]
    public void The_largest_payload_with_the_most_signers_still_fits_an_envelope()
    {
        DsseSignature largest = new(new string('0', 64), new byte[MlDsa65PublicKey.SignatureSize]);
        DsseEnvelope envelope = new(
            InToto.PayloadType, new byte[InTotoStatement.MaxSize], [.. Enumerable.Repeat(largest, DsseEnvelope.MaxSignatures)]);
        Assert.True(envelope.Encode().Length <= DsseEnvelope.MaxSize);
    }

    [Property]
    public void What_an_envelope_encodes_it_parses(
        NonNull<string> type, byte[] body, (NonNull<string> KeyId, byte[] Signature)[] signatures)
    {
        DsseEnvelope envelope = new(
            Text.WithoutLoneSurrogates(type.Get),
            body,
            [
                .. signatures.Take(DsseEnvelope.MaxSignatures)
                    .Select(s => new DsseSignature(Text.WithoutLoneSurrogates(s.KeyId.Get), s.Signature)),
            ]);
        byte[] encoded = envelope.Encode();
        DsseEnvelope parsed = DsseEnvelope.Parse(encoded);
        Assert.Equal(envelope, parsed);
        Assert.Equal(encoded, parsed.Encode());
    }

    private static void AssertRefused(EnvelopeFault fault, DsseEnvelope envelope, params SignerKey[] signers) =>
        Assert.Equal(
            fault,
            Assert.Throws<EnvelopeException>(() => EnvelopeVerifier.Verify(envelope, [.. signers.Select(s => s.PublicKey)])).Fault);

    private static void AssertThresholdRefused(EnvelopeFault fault, DsseEnvelope envelope, SignerPublicKey[] candidates) =>
        Assert.Equal(fault, Assert.Throws<EnvelopeException>(() => EnvelopeVerifier.VerifyThreshold(envelope, candidates, 2)).Fault);
}
