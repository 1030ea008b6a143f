using BenchmarkDotNet.Attributes;
using Exchange.Formats.Dsse;

namespace Exchange.Benchmarks;

/// <summary>Signing and verifying one statement of 4 KiB with both algorithms: what every call that counts costs.</summary>
[MemoryDiagnoser]
public class StatementBenchmarks
{
    private readonly byte[] payload = new byte[4096];
    private SignerKey signer = SignerKey.Generate();
    private DsseEnvelope envelope = EnvelopeSigner.Sign(new byte[1], [SignerKey.Generate()]);

    [GlobalSetup]
    public void Prepare()
    {
        signer = SignerKey.Generate();
        envelope = EnvelopeSigner.Sign(payload, [signer]);
    }

    [Benchmark]
    public DsseEnvelope Sign() => EnvelopeSigner.Sign(payload, [signer]);

    [Benchmark]
    public VerifiedEnvelope Verify() => EnvelopeVerifier.Verify(envelope, signer.PublicKey);
}
