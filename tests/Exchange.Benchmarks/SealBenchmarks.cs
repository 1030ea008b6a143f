using BenchmarkDotNet.Attributes;
using Exchange.Formats.Age;
using Exchange.Formats.Parts;

namespace Exchange.Benchmarks;

/// <summary>Sealing, opening and hashing 64 MiB, in memory: what bounds a large submission on its own machine.</summary>
[MemoryDiagnoser]
public class SealBenchmarks
{
    private const int Size = 64 * 1024 * 1024;

    private readonly byte[] plaintext = new byte[Size];
    private HybridIdentity identity = HybridIdentity.Generate();
    private byte[] sealedFile = [];

    [GlobalSetup]
    public void Prepare()
    {
        System.Security.Cryptography.RandomNumberGenerator.Fill(plaintext);
        identity = HybridIdentity.Generate();
        sealedFile = AgeSealer.Seal(plaintext, [identity.Recipient]);
    }

    [Benchmark]
    public async Task Seal()
    {
        using MemoryStream source = new(plaintext);
        await AgeSealer.SealAsync(source, Stream.Null, [identity.Recipient], CancellationToken.None);
    }

    [Benchmark]
    public async Task Open()
    {
        using MemoryStream source = new(sealedFile);
        await AgeOpener.OpenAsync(source, Stream.Null, [identity], new AgeOpenOptions(), CancellationToken.None);
    }

    [Benchmark]
    public async Task<PartTree> TreeHash()
    {
        using MemoryStream source = new(sealedFile);
        return await PartTree.OfAsync(source, CancellationToken.None);
    }
}
