using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.EndToEnd.Peers;

/// <summary>
/// sigstore's verifier judges the first signature of a statement, Ed25519, and @noble/post-quantum the second, ML-DSA-65; and a
/// statement that they signed counts here.
/// </summary>
[Collection(nameof(PeerTests))]
public sealed class StatementPeerTests(PeerWorld world)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SignerPublicKey Sender => world.Item.Sender.Devices.Single().Signer;

    private SignerPublicKey Another => world.Bob.Device.Signer;

    [Fact]
    public async Task Sigstore_accepts_a_statement_and_refuses_a_changed_one()
    {
        string[] verdicts = await JudgeAsync("@sigstore/verify", "verify-statement.mjs", Sender.Ed25519.ToString());
        Assert.Equal(["accepted", "refused SIGNATURE_ERROR", "refused SIGNATURE_ERROR", "refused SIGNATURE_ERROR"], verdicts);
    }

    [Fact]
    public async Task Sigstore_refuses_a_statement_under_another_members_key()
    {
        string[] verdicts = await JudgeAsync("@sigstore/verify", "verify-statement.mjs", Another.Ed25519.ToString());
        Assert.All(verdicts, verdict => Assert.Equal("refused SIGNATURE_ERROR", verdict));
    }

    [Fact]
    public async Task Noble_accepts_a_statements_second_signature_and_refuses_a_changed_one()
    {
        string[] verdicts = await JudgeAsync("@noble/post-quantum", "verify-mldsa.mjs", Convert.ToBase64String(Sender.MlDsa65.Bytes));
        Assert.Equal(["accepted", "refused", "refused", "refused"], verdicts);
    }

    [Fact]
    public async Task Noble_refuses_a_statement_under_another_members_key()
    {
        string[] verdicts = await JudgeAsync("@noble/post-quantum", "verify-mldsa.mjs", Convert.ToBase64String(Another.MlDsa65.Bytes));
        Assert.All(verdicts, verdict => Assert.Equal("refused", verdict));
    }

    [Fact]
    public async Task We_accept_a_statement_that_others_signed_and_refuse_it_once_changed()
    {
        string payload = world.In("payload"), output = world.In("signed-by-others.json");
        await File.WriteAllBytesAsync(payload, world.Statement.Payload.ToArray(), Cancel);
        PeerResult signed = (await PeerProgram.NodeAsync("@noble/post-quantum", "sign-statement.mjs", payload, output)).Expect(0);
        SignerPublicKey signer = new(
            new Ed25519PublicKey(Convert.FromBase64String(signed.Lines[0])),
            new MlDsa65PublicKey(Convert.FromBase64String(signed.Lines[1])));

        DsseEnvelope envelope = DsseEnvelope.Parse(await File.ReadAllBytesAsync(output, Cancel));
        Assert.Equal(world.Statement.PayloadDigest, EnvelopeVerifier.Verify(envelope, signer).Digest);
        foreach (DsseEnvelope changed in (DsseEnvelope[])[
            WithChangedPayload(envelope), WithChangedSignature(envelope, 0), WithChangedSignature(envelope, 1)])
        {
            Assert.Equal(
                EnvelopeFault.BadSignature,
                Assert.Throws<EnvelopeException>(() => EnvelopeVerifier.Verify(changed, signer)).Fault);
        }
    }

    /// <summary>The verdicts on the statement as it is, then with payload, signatures and payload type changed.</summary>
    private async Task<string[]> JudgeAsync(string package, string script, string key)
    {
        DsseEnvelope statement = world.Statement;
        DsseEnvelope[] judged =
        [
            statement,
            WithChangedPayload(statement),
            WithChangedSignature(WithChangedSignature(statement, 0), 1),
            statement with { PayloadType = statement.PayloadType + "x" },
        ];
        string[] files = [.. judged.Select((_, index) => world.In($"{Guid.NewGuid():n}-{index}.json"))];
        foreach ((string file, DsseEnvelope envelope) in files.Zip(judged))
        {
            await File.WriteAllBytesAsync(file, envelope.Encode(), Cancel);
        }

        return [.. (await PeerProgram.NodeAsync(package, script, [key, .. files])).Expect(0).Lines];
    }

    private static DsseEnvelope WithChangedPayload(DsseEnvelope envelope) => envelope with { Payload = Changed(envelope.Payload) };

    private static DsseEnvelope WithChangedSignature(DsseEnvelope envelope, int which) => envelope with
    {
        Signatures = [.. envelope.Signatures
            .Select((signature, index) => index == which ? signature with { Signature = Changed(signature.Signature) } : signature)],
    };

    private static byte[] Changed(ReadOnlyMemory<byte> bytes)
    {
        byte[] changed = bytes.ToArray();
        changed[changed.Length / 2] ^= 1;
        return changed;
    }
}
