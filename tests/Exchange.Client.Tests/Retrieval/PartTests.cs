using System.Security.Cryptography;
using Exchange.Client.Errors;
using Exchange.Client.Retrieval;
using Exchange.Client.Tests.Fakes;
using Exchange.Client.Transfer;
using Exchange.Formats.Parts;
using Exchange.Reports.Cards;

namespace Exchange.Client.Tests.Retrieval;

public sealed class PartTests : IDisposable
{
    private const int Leaf = PartTreeHasher.LeafSize;

    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder notes = new();

    public void Dispose()
    {
        folder.Dispose();
        notes.Dispose();
    }

    [Fact]
    public async Task Leaves_are_written_as_they_prove_right_in_whatever_pieces_they_come()
    {
        byte[] part = RandomNumberGenerator.GetBytes((2 * Leaf) + 5);
        using MemoryStream written = new();
        LeafWriter writer = new(await TreeOf(part), 0, written, "part");
        foreach (byte[] piece in part.Chunk(700_001))
        {
            await writer.AppendAsync(piece, TestContext.Current.CancellationToken);
        }

        writer.RequireWhole();
        Assert.Equal(part, written.ToArray());
    }

    [Fact]
    public async Task A_wrong_leaf_is_never_written()
    {
        byte[] part = RandomNumberGenerator.GetBytes(2 * Leaf);
        PartTree tree = await TreeOf(part);
        part[Leaf + 7]++;
        using MemoryStream written = new();
        LeafWriter writer = new(tree, 0, written, "part");
        VerificationException refused = await Assert.ThrowsAsync<VerificationException>(
            async () => await writer.AppendAsync(part, TestContext.Current.CancellationToken));
        Assert.Equal(VerificationFault.PartSwapped, refused.Fault);
        Assert.Equal(Leaf, written.Length);
    }

    [Fact]
    public async Task A_part_that_is_too_long_or_too_short_is_refused()
    {
        byte[] part = RandomNumberGenerator.GetBytes(Leaf + 1);
        LeafWriter tooLong = new(await TreeOf(part), 0, Stream.Null, "part");
        await tooLong.AppendAsync(part, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<VerificationException>(
            async () => await tooLong.AppendAsync(new byte[1], TestContext.Current.CancellationToken));

        LeafWriter tooShort = new(await TreeOf(part), 0, Stream.Null, "part");
        await tooShort.AppendAsync(part.AsMemory(0, Leaf), TestContext.Current.CancellationToken);
        Assert.Throws<VerificationException>(tooShort.RequireWhole);
    }

    [Fact]
    public async Task Opened_files_get_safe_names_and_never_replace_one_that_is_there()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1]);
        await File.WriteAllTextAsync(folder.Join("report.txt"), "mine", TestContext.Current.CancellationToken);
        Card card =
            new() { Kind = "document", Title = "t", Files = [new CardFile(1, "../../report.txt", 1), new CardFile(2, "REPORT.txt", 1)] };
        using (PullFolder pull = new(folder.Path, signed.Item.Id, new DownloadNotes(notes.Path)))
        {
            for (int part = 1; part <= 2; part++)
            {
                await using FileStream plaintext = pull.CreatePlaintext(part);
                plaintext.WriteByte((byte)part);
                await using FileStream sealedPart = pull.OpenSealed(part);
            }

            Assert.Equal([folder.Join("report-2.txt"), folder.Join("REPORT-3.txt")], pull.Keep(card).Select(file => file.Path));
        }

        Assert.Equal("mine", await File.ReadAllTextAsync(folder.Join("report.txt"), TestContext.Current.CancellationToken));
        Assert.Equal(
            ["REPORT-3.txt", "file-0.bin", "report-2.txt", "report.txt"],
            [.. System.IO.Directory.EnumerateFileSystemEntries(folder.Path)
                .Select(entry => Path.GetFileName(entry))
                .Order(StringComparer.Ordinal)]);
    }

    [Fact]
    public async Task No_plaintext_is_left_when_a_part_does_not_open()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, new byte[100_000]);
        byte[] sealedPart = await signed.PartBytesAsync(1);
        sealedPart[^1]++;
        string target = folder.Join("out");
        await Assert.ThrowsAsync<VerificationException>(async () =>
        {
            using PullFolder pull = new(target, signed.Item.Id, new DownloadNotes(notes.Path));
            await using (FileStream fetched = pull.OpenSealed(1))
            {
                await fetched.WriteAsync(sealedPart, TestContext.Current.CancellationToken);
            }

            await using FileStream again = pull.OpenSealed(1);
            await using FileStream plaintext = pull.CreatePlaintext(1);
            await PartOpener.OpenAsync(
                again, plaintext, signed.Item, signed.Item.Parts[1], 100_000, signed.Keys.Content, _ => { },
                TestContext.Current.CancellationToken);
        });

        Assert.False(System.IO.Directory.Exists(target));
    }

    [Fact]
    public async Task A_file_of_another_length_than_its_card_says_is_refused()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1, 2, 3]);
        using MemoryStream sealedPart = new(await signed.PartBytesAsync(1));
        using PullFolder pull = new(folder.Join("out"), signed.Item.Id, new DownloadNotes(notes.Path));
        await using FileStream dropped = pull.OpenSealed(1);
        await using FileStream plaintext = pull.CreatePlaintext(1);
        VerificationException refused = await Assert.ThrowsAsync<VerificationException>(() =>
            PartOpener.OpenAsync(
                sealedPart, plaintext, signed.Item, signed.Item.Parts[1], 4, signed.Keys.Content, _ => { },
                TestContext.Current.CancellationToken));
        Assert.Equal(VerificationFault.PartUnreadable, refused.Fault);
    }

    private static async Task<PartTree> TreeOf(byte[] part)
    {
        using MemoryStream memory = new(part);
        return await PartTree.OfAsync(memory, TestContext.Current.CancellationToken);
    }
}
