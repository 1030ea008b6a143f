using System.Security.Cryptography;
using Exchange.Reports.Cards;
using Exchange.Reports.Inspect;
using Exchange.Reports.Tests.Zip;
using Exchange.Testing;

namespace Exchange.Reports.Tests.Inspect;

public sealed class BytesReadTests
{
    /// <summary>The end record with the longest comment that it could have.</summary>
    private const int Tail = 65_557;

    [Fact]
    public async Task Of_a_real_log_only_directory_and_header_are_read()
    {
        byte[] file = await File.ReadAllBytesAsync(
            SharedMaterial.PathOf("samples", "inspect", "metr_small_agentic_deflate.eval"), TestContext.Current.CancellationToken);

        // 16 entries of at most 80 bytes, and a header of 1,019 bytes behind its local one.
        Assert.InRange(await BytesReadAsync(file, "oxdna_simple"), Tail, Tail + (16 * 80) + 1019 + 41);
    }

    [Fact]
    public async Task Of_a_log_with_thousands_of_large_samples_only_directory_and_header_are_read()
    {
        const int Samples = 8000;
        byte[] noise = RandomNumberGenerator.GetBytes(2000);
        ForgedEntry header = Logs.HeaderEntry(
            Logs.Header.Replace("_samples\":1", $"_samples\":{Samples}", StringComparison.Ordinal)) with
        { Method = 0 };
        ForgedEntry[] entries =
        [
            .. Enumerable.Range(1, Samples).Select(id => new ForgedEntry($"samples/{id:D6}_epoch_1.json", noise) { Method = 0 }),
            header,
        ];
        byte[] file = ForgedZip.Write(entries);
        Assert.True(file.Length > 16_000_000);

        int directory = (Samples * (46 + 27)) + 46 + 11;
        Assert.Equal(Tail + directory + 30 + 11 + header.Content.Length, await BytesReadAsync(file, "a_task"));
    }

    [Fact]
    public async Task The_directory_is_read_right_across_its_buffers()
    {
        // Names of many lengths put record ends at every place of a buffer.
        ForgedEntry[] entries =
        [
            .. Enumerable.Range(1, 3000).Select(
                id => new ForgedEntry($"samples/{new string('x', id % 997)}{id}_epoch_1.json", []) { Method = 0 }),
            Logs.HeaderEntry(Logs.Header.Replace("_samples\":1", "_samples\":3000", StringComparison.Ordinal)),
        ];

        Evaluation? evaluation = await Logs.ReadAsync(ForgedZip.Write(entries));

        // The count of samples agrees with the header, so there is nothing to warn of.
        Assert.Empty(evaluation!.Warnings);
    }

    private static async Task<long> BytesReadAsync(byte[] file, string task)
    {
        await using CountingStream stream = new(file);
        IInspectLog? log = await InspectLog.OpenAsync(stream, InspectLog.DefaultMaxHeader, TestContext.Current.CancellationToken);
        Evaluation evaluation = await log!.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(task, evaluation.Task);
        return stream.BytesRead;
    }
}
