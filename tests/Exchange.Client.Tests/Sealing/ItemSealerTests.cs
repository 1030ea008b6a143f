using System.Security.Cryptography;
using Exchange.Client.Errors;
using Exchange.Client.Sealing;
using Exchange.Client.Submission;
using Exchange.Client.Tests.Fakes;
using Exchange.Contract.Ids;
using Exchange.Formats.Age;
using Exchange.Formats.Parts;
using Exchange.Reports.Cards;

namespace Exchange.Client.Tests.Sealing;

public sealed class ItemSealerTests : IDisposable
{
    private static readonly AgeOpenOptions AsParts = new() { RequireSinglePostQuantumStanza = true };

    private readonly TwoParties parties = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_card_repeats_item_and_sender_and_fills_a_size_class()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1, 2, 3]);
        byte[] card = AgeOpener.Open(await signed.PartBytesAsync(0), [signed.Keys.Card], AsParts);

        Assert.Equal(SealedCard.SmallestClass, card.Length);
        Card read = CardJson.Parse(card);
        Assert.Equal(signed.Item.Id.ToString(), read.Item);
        Assert.Equal($"lab/alice {parties.Alice.Id}", read.Sender);
        Assert.Equal("A title", read.Title);
    }

    [Theory]
    [InlineData(10, 1024)]
    [InlineData(1000, 2048)]
    [InlineData(9000, 16384)]
    public void A_larger_card_fills_a_larger_class(int characters, int expected)
    {
        Card card = new() { Kind = "document", Title = new string('t', characters) };
        Assert.Equal(expected, SealedCard.Encode(card, ItemId.New(), parties.Alice).Length);
    }

    [Fact]
    public async Task Each_part_opens_with_its_own_key_only_and_is_named_by_its_tree_hash()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, [1, 2, 3], []);
        Assert.Equal(3, signed.Parts.Count);
        Assert.All(signed.Parts, part => Assert.False(part.IsSpooled));

        Assert.Equal([1, 2, 3], AgeOpener.Open(await signed.PartBytesAsync(1), [signed.Keys.Content], AsParts));
        Assert.Empty(AgeOpener.Open(await signed.PartBytesAsync(2), [signed.Keys.Content], AsParts));
        byte[] card = await signed.PartBytesAsync(0);
        Assert.Equal(
            AgeFault.NoMatchingIdentity,
            Assert.Throws<AgeException>(() => AgeOpener.Open(card, [signed.Keys.Content], AsParts)).Fault);
        using MemoryStream sealedPart = new(await signed.PartBytesAsync(1));
        PartTree tree = await PartTree.OfAsync(sealedPart, TestContext.Current.CancellationToken);
        Assert.Equal((tree.Root, tree.Length), (signed.Item.Parts[1].Digest, signed.Item.Parts[1].Length));
    }

    [Fact]
    public async Task A_file_that_changed_after_it_was_spooled_is_named()
    {
        byte[] large = RandomNumberGenerator.GetBytes((int)ItemSealer.LargestInMemory + 1);
        await parties.SignAsync(parties.ToBob, folder.Path, large);
        Assert.Empty(SpooledSources.Changed(folder.Join("spool")));

        await File.AppendAllTextAsync(folder.Join("file-0.bin"), "more", TestContext.Current.CancellationToken);

        Assert.Equal(["file-0.bin"], SpooledSources.Changed(folder.Join("spool")));
    }

    [Fact]
    public async Task A_large_item_is_spooled_as_ciphertext_and_comes_back_from_there()
    {
        byte[] large = RandomNumberGenerator.GetBytes((int)ItemSealer.LargestInMemory + 1);
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, large);
        Assert.All(signed.Parts, part => Assert.True(part.IsSpooled));
        Assert.Equal(["0.age", "1.age", "sources"], System.IO.Directory.GetFiles(folder.Join("spool")).Select(Path.GetFileName).Order());

        await SpoolFolder.CompleteAsync(
            folder.Join("spool"),
            new PreparedItem(
                signed.Item.Id, signed.Statement, signed.Statement, [new(new byte[] { 1 }), new(new byte[] { 2 })], signed.Parts),
            TestContext.Current.CancellationToken);
        PreparedItem loaded = await SpoolFolder.LoadAsync(folder.Join("spool"), parties.Directory, TestContext.Current.CancellationToken);
        Assert.Equal(signed.Item.Id, loaded.Item);
        Assert.Equal(signed.Parts.Select(part => part.Tree), loaded.Parts.Select(part => part.Tree));
        Assert.Equal([1, 2], loaded.Grants.Select(grant => (int)grant.Span[0]));
        Assert.Equal(large, AgeOpener.Open(await signed.PartBytesAsync(1), [signed.Keys.Content], AsParts));
    }

    [Fact]
    public async Task A_spooled_part_that_is_not_what_was_signed_is_not_sent()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, new byte[ItemSealer.LargestInMemory + 1]);
        await SpoolFolder.CompleteAsync(
            folder.Join("spool"),
            new PreparedItem(signed.Item.Id, signed.Statement, signed.Statement, [], signed.Parts),
            TestContext.Current.CancellationToken);
        await using (FileStream part = new(Path.Combine(folder.Join("spool"), "1.age"), FileMode.Open))
        {
            part.Position = part.Length - 1;
            part.WriteByte((byte)(part.ReadByte() + 1));
        }

        ClientException refused = await Assert.ThrowsAsync<ClientException>(
            () => SpoolFolder.LoadAsync(folder.Join("spool"), parties.Directory, TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.Failed, refused.Exit);
    }

    [Fact]
    public async Task An_item_waits_only_once_all_of_it_is_signed_and_no_more_when_its_removal_has_begun()
    {
        SignedItem signed = await parties.SignAsync(parties.ToBob, folder.Path, new byte[ItemSealer.LargestInMemory + 1]);
        string own = folder.Join(signed.Item.Id.ToString());
        System.IO.Directory.Move(folder.Join("spool"), own);
        Assert.Empty(SpoolFolder.List(folder.Path));

        await SpoolFolder.CompleteAsync(
            own,
            new PreparedItem(signed.Item.Id, signed.Statement, signed.Statement, [new(new byte[] { 1 })], signed.Parts),
            TestContext.Current.CancellationToken);
        SpooledItem waiting = Assert.Single(SpoolFolder.List(folder.Path));
        Assert.Equal((signed.Item.Id, signed.Parts.Sum(part => part.Tree.Length) + 1), (waiting.Item, waiting.Bytes));

        SpoolFolder.RemoveUnsigned(folder.Path);
        Assert.Single(SpoolFolder.List(folder.Path));
        File.Delete(Path.Combine(own, "item.dsse"));
        SpoolFolder.RemoveUnsigned(folder.Path);
        Assert.False(System.IO.Directory.Exists(own));
    }

    [Fact]
    public async Task A_file_that_changed_since_its_card_was_read_is_not_sent()
    {
        string path = folder.Join("growing.txt");
        await File.WriteAllTextAsync(path, "one", TestContext.Current.CancellationToken);
        ReadFiles read = await ReadFiles.ReadAsync([path], null, null, parties.Agreement, TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(path, "two", TestContext.Current.CancellationToken);

        using ItemKeys keys = ItemKeys.Generate();
        ItemSealer sealer = new(keys, folder.Join("spool"), progress: null);
        ClientException refused = await Assert.ThrowsAsync<ClientException>(() =>
            sealer.SealAsync(ItemId.New(), read.Card, parties.Alice, read.Sources, TestContext.Current.CancellationToken));
        Assert.Equal("It changed after it was first read.", refused.Why);
    }

    [Fact]
    public void A_different_file_of_the_same_length_and_time_in_its_place_is_noticed()
    {
        File.WriteAllText(folder.Join("log.txt"), "one");
        SourceFile source = SourceFile.Of(folder.Join("log.txt"));
        File.WriteAllText(folder.Join("other.txt"), "two");
        File.SetLastWriteTimeUtc(folder.Join("other.txt"), source.Written);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere a file is known by the time of its creation");
        File.Move(folder.Join("other.txt"), folder.Join("log.txt"), overwrite: true);
        Assert.Throws<ClientException>(source.RequireUnchanged);
    }

    [Fact]
    public void A_file_that_is_rewritten_in_place_is_noticed()
    {
        File.WriteAllText(folder.Join("log.txt"), "one");
        SourceFile source = SourceFile.Of(folder.Join("log.txt"));
        source.RequireUnchanged(3);
        File.SetLastWriteTimeUtc(folder.Join("log.txt"), source.Written.AddSeconds(1));
        Assert.Throws<ClientException>(() => source.RequireUnchanged(3));
    }

    [Fact]
    public void Folders_devices_and_what_is_not_there_are_refused()
    {
        File.WriteAllBytes(folder.Join("empty"), []);
        Assert.Equal(0, SourceFile.Of(folder.Join("empty")).Length);
        Assert.Equal("It is a folder.", Assert.Throws<ClientException>(() => SourceFile.Of(folder.Path)).Why);
        Assert.Equal("There is no such file.", Assert.Throws<ClientException>(() => SourceFile.Of(folder.Join("nothing"))).Why);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a device with a path");
        Assert.Equal("It is not a regular file.", Assert.Throws<ClientException>(() => SourceFile.Of("/dev/null")).Why);
    }
}
