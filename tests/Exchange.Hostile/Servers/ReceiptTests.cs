using Exchange.Contract.Wire;
using Exchange.Formats.Tlog;
using Exchange.Hostile.World;
using Google.Protobuf;
using Directory = System.IO.Directory;

namespace Exchange.Hostile.Servers;

/// <summary>
/// S8: a receipt comes back that proves something else, or nothing. No grant is opened then, and the receipt is not kept.
/// </summary>
public sealed class ReceiptTests(SharedWorld shared) : IClassFixture<SharedWorld>
{
    [Theory]
    [InlineData("another entry's")]
    [InlineData("another index")]
    [InlineData("another log's")]
    [InlineData("another key's")]
    [InlineData("no receipt")]
    public async Task A_submission_is_not_believed_without_its_own_receipt(string which)
    {
        HostileWorld world = shared.World;
        byte[] earlier = await File.ReadAllBytesAsync(
            Directory.GetFiles(Path.Combine(world.HomeOf("alice"), "sandbox", "receipts"), "audit-*")[0],
            TestContext.Current.CancellationToken);
        world.Server.Cheat = Answers.Change<SubmitResponse>(
            "Submission/Submit",
            answer => answer.Receipt = Change(world, which, answer.Receipt.ToByteArray(), earlier));
        await world.IsCaughtAsync("alice", which switch
        {
            "another entry's" => Findings.SubmissionReceiptOfAnotherEntry,
            "another index" => Findings.SubmissionReceiptOfAnotherIndex,
            "no receipt" => Findings.NoSubmissionReceipt,
            _ => Findings.SubmissionReceiptOfAnotherLog,
        }, Remembers.Nothing, "submit", Path.Combine(world.Folder, "first.txt"), "--to", "institute/bob");
        world.Server.Cheat = null;
        (await world.AsAsync("alice", "submit", Path.Combine(world.Folder, "first.txt"), "--to", "institute/bob")).Expect(0);
    }

    [Theory]
    [InlineData("another entry's")]
    [InlineData("another index")]
    [InlineData("another log's")]
    [InlineData("another key's")]
    [InlineData("no receipt")]
    public async Task A_release_is_not_believed_without_its_own_receipt(string which)
    {
        HostileWorld world = shared.World;
        byte[]? earlier = null;
        world.Server.Cheat = Answers.Change<ReleaseResponse>("Retrieval/Release", answer => earlier = answer.Receipt.ToByteArray());
        await world.OpensAsync(world.First);
        world.Server.Cheat = Answers.Change<ReleaseResponse>(
            "Retrieval/Release",
            answer => answer.Receipt = Change(world, which, answer.Receipt.ToByteArray(), earlier!));
        await world.PullIsCaughtAsync(world.First, which switch
        {
            "another entry's" => Findings.ReleaseReceiptOfAnotherEntry,
            "another index" => Findings.ReleaseReceiptOfAnotherIndex,
            "no receipt" => Findings.NoReleaseReceipt,
            _ => Findings.ReleaseReceiptOfAnotherLog,
        });
        world.Server.Cheat = null;
        await world.OpensAsync(world.First);
    }

    [Fact]
    public async Task A_denial_passed_off_as_a_permit_is_not_believed()
    {
        HostileWorld world = shared.World;
        (await world.AsAsync("bob", "show", world.Second)).Expect(0);
        world.Server.Cheat = Answers.Change<ReleaseResponse>("Retrieval/Release", answer =>
        {
            answer.Permitted = true;
            answer.Grant = ByteString.CopyFromUtf8("a grant");
        });
        await world.IsCaughtAsync(
            "bob", Findings.GrantWithoutReceipt, Remembers.Nothing, "pull", world.Second, "--purpose", "oversight", "-o",
            world.NewFolder());
        world.Server.Cheat = null;
        await world.OpensAsync(world.Second);
    }

    private static ByteString Change(HostileWorld world, string which, byte[] receipt, byte[] earlier)
    {
        TlogProof proof = TlogProof.Parse(receipt);
        byte[] note = proof.CheckpointNote.ToArray();
        string origin = Forgery.Read(note).Origin;
        return ByteString.CopyFrom(which switch
        {
            "another entry's" => earlier,
            "another index" => (proof with { Index = proof.Index - 1 }).Encode(),
            "another log's" =>
                (proof with
                {
                    CheckpointNote = Forgery.Checkpoint(
                        world.Server.Home, Server.Storage.LogName.Directory, Forgery.Read(note).Size, Forgery.Read(note).Root),
                })
                    .Encode(),
            "another key's" => (proof with { CheckpointNote = Forgery.SignedByAnother(note, origin) }).Encode(),
            _ => [],
        });
    }
}
