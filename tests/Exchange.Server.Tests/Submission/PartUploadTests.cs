using System.Security.Cryptography;
using Exchange.Contract.Errors;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Exchange.Server.Submission;
using Exchange.Server.Tests.World;

namespace Exchange.Server.Tests.Submission;

public sealed class PartUploadTests : IAsyncDisposable
{
    private const int Leaf = PartTreeHasher.LeafSize;

    private readonly ServerWorld world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_broken_upload_goes_on_where_its_last_whole_leaf_ended()
    {
        TestItem item = Large();
        byte[] part = item.Parts[1];

        UploadProgress broken = await Take(item, 0, part.AsMemory(0, Leaf + 100_000));
        UploadProgress held = Status(item);
        UploadProgress done = await Take(item, held.BytesHeld, part.AsMemory(Leaf));

        Assert.Equal(new UploadProgress(Leaf, Complete: false), broken);
        Assert.Equal(new UploadProgress(Leaf, Complete: false), held);
        Assert.Equal(new UploadProgress(part.Length, Complete: true), done);
        Assert.True(Status(item).Complete);
    }

    [Fact]
    public async Task A_leaf_that_is_not_what_its_hash_says_is_not_kept()
    {
        TestItem item = Large();
        byte[] part = [.. item.Parts[1]];
        part[Leaf + 5] ^= 1;

        await Assert.ThrowsAsync<MalformedException>(() => Take(item, 0, part));

        Assert.Equal(new UploadProgress(Leaf, Complete: false), Status(item));
    }

    [Fact]
    public async Task What_a_crash_left_behind_is_hashed_again_before_it_counts()
    {
        TestItem item = Large();
        await Take(item, 0, item.Parts[1].AsMemory(0, 2 * Leaf));
        string file =
            Assert.Single(System.IO.Directory.GetFiles(Path.Combine(world.Folder, "uploads"), "*.partial", SearchOption.AllDirectories));
        byte[] stored = await File.ReadAllBytesAsync(file, Token);
        stored[Leaf + 1] ^= 1;
        await File.WriteAllBytesAsync(file, stored, Token);

        await Refusal.Of(ErrorCode.Incomplete, () => Take(item, 2 * Leaf, item.Parts[1].AsMemory(2 * Leaf)));

        Assert.Equal(Leaf, Status(item).BytesHeld);
        Assert.True((await Take(item, Leaf, item.Parts[1].AsMemory(Leaf))).Complete);
    }

    [Theory]
    [InlineData(1234)]
    [InlineData(Leaf)]
    public async Task An_upload_that_broke_off_behind_its_last_byte_goes_on(int beyond)
    {
        TestItem item = new(world, world.Alice, TestItem.ForBob(world), contentBytes: (2 * Leaf) + beyond);
        byte[] part = item.Parts[1];
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => world.Upload.TakeAsync(world.Of(world.Alice), item.HeadOf(1), ThenBroken(part), Token));

        UploadProgress held = Status(item);
        Assert.False(held.Complete);
        Assert.True((await Take(item, held.BytesHeld, part.AsMemory((int)held.BytesHeld))).Complete);
        Assert.True(Status(item).Complete);
    }

    [Fact]
    public async Task More_bytes_than_the_part_has_are_refused()
    {
        TestItem item = Large();
        byte[] longer = [.. item.Parts[1], 0];

        await Assert.ThrowsAsync<MalformedException>(() => Take(item, 0, longer));
    }

    [Fact]
    public async Task An_upload_that_does_not_begin_where_the_held_bytes_end_is_refused()
    {
        TestItem item = Large();

        await Refusal.Of(ErrorCode.Incomplete, () => Take(item, Leaf, item.Parts[1].AsMemory(Leaf)));
    }

    [Fact]
    public void Leaves_that_do_not_hash_to_the_root_are_refused()
    {
        TestItem item = Large();
        byte[] leaves = [.. item.TreeOf(1).Leaves.SelectMany(leaf => leaf.ToArray())];
        leaves[40] ^= 1;

        Assert.Throws<MalformedException>(() =>
            UploadHead.Check(item.HeaderOf(1) with { Leaves = leaves }, world.Agreement.Verified.Predicate.Limits));
    }

    [Fact]
    public void Parts_over_the_agreements_limits_are_refused()
    {
        Assert.Equal(ErrorCode.TooMuch, CodeOf(part: 1, TestAgreement.MaxPartBytes + 1));
        Assert.Equal(ErrorCode.TooMuch, CodeOf(part: 0, (64 * 1024) + 1));
        Assert.Equal(ErrorCode.TooMuch, CodeOf(part: 8, 1000));
        Assert.Equal(ErrorCode.TooMuch, CodeOf(part: uint.MaxValue, 1000));
    }

    [Fact]
    public async Task A_member_has_a_bounded_number_of_uploads_at_once_and_others_are_not_held_up()
    {
        UploadSlots slots = new();
        List<IDisposable> taken = [.. Enumerable.Range(0, UploadSlots.PerMember).Select(_ => slots.Take(world.Alice.Id, 1))];

        await Refusal.Of(ErrorCode.TooMuch, () => Task.FromResult(slots.Take(world.Alice.Id, 1)));
        slots.Take(world.Mallory.Id, 1).Dispose();
        taken[0].Dispose();
        slots.Take(world.Alice.Id, 1).Dispose();
    }

    [Fact]
    public async Task A_member_has_bounded_room_and_abandoned_uploads_make_room_again()
    {
        List<TestItem> items =
            [.. Enumerable.Range(0, 5).Select(_ => new TestItem(world, world.Alice, TestItem.ForBob(world), contentBytes: 4 * Leaf))];
        foreach (TestItem item in items[..4])
        {
            await item.UploadPart(1);
        }

        await Refusal.Of(ErrorCode.TooMuch, () => items[4].UploadPart(1));
        foreach (string path in System.IO.Directory.GetFileSystemEntries(
            Path.Combine(world.Folder, "uploads"),
            "*",
            SearchOption.AllDirectories))
        {
            System.IO.Directory.SetLastWriteTimeUtc(
                path,
                (world.Time.GetUtcNow() - UploadStore.Lifetime - TimeSpan.FromMinutes(1)).UtcDateTime);
        }

        Assert.Equal(4, world.Uploads.RemoveAbandoned());
        Assert.True((await items[4].UploadPart(1)).Complete);
    }

    [Fact]
    public async Task An_upload_that_was_touched_since_is_not_abandoned()
    {
        TestItem item = Large();
        await Take(item, 0, item.Parts[1].AsMemory(0, Leaf + 1));

        Assert.Equal(0, world.Uploads.RemoveAbandoned());
        Assert.Equal(Leaf, Status(item).BytesHeld);
    }

    [Fact]
    public void What_is_under_way_counts_against_the_room_before_it_has_arrived()
    {
        UploadSlots slots = new();
        IDisposable first = slots.Take(world.Alice.Id, 1000);
        using IDisposable second = slots.Take(world.Alice.Id, 500);

        Assert.Equal(1500, slots.BytesUnderWay(world.Alice.Id));
        Assert.Equal(0, slots.BytesUnderWay(world.Mallory.Id));
        first.Dispose();
        first.Dispose();
        Assert.Equal(500, slots.BytesUnderWay(world.Alice.Id));
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> ThenBroken(ReadOnlyMemory<byte> data)
    {
        await foreach (ReadOnlyMemory<byte> message in TestItem.Messages(data))
        {
            yield return message;
        }

        throw new OperationCanceledException();
    }

    private TestItem Large() => new(world, world.Alice, TestItem.ForBob(world), contentBytes: (2 * Leaf) + 1234);

    private Task<UploadProgress> Take(TestItem item, long offset, ReadOnlyMemory<byte> data) =>
        world.Upload.TakeAsync(world.Of(world.Alice), item.HeadOf(1, offset), TestItem.Messages(data), Token);

    private UploadProgress Status(TestItem item) => world.Upload.StatusOf(world.Of(world.Alice), item.Id, 1, item.TreeOf(1).Root);

    private ErrorCode CodeOf(long part, long length)
    {
        PartHeader header = new()
        {
            Item = Contract.Ids.ItemId.New(),
            Part = part,
            Length = length,
            Root = PartDigest.Parse(new string('0', 64)),
            Leaves = RandomNumberGenerator.GetBytes(32),
            Offset = 0,
        };
        return Assert.Throws<RefusedException>(() => UploadHead.Check(header, world.Agreement.Verified.Predicate.Limits)).Code;
    }
}
