using Exchange.Client;
using Exchange.Client.Items;
using Exchange.Client.Sealing;
using Exchange.Contract.Errors;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Google.Protobuf;
using GrantsClient = Exchange.Contract.Wire.Grants.GrantsClient;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;

namespace Exchange.Hostile.Clients;

/// <summary>C5: whoever would approve for themselves, count twice, or decide what is the sender's to decide.</summary>
public sealed class ApprovalAttacks
{
    [Fact]
    [Trait("Attack", "C5")]
    public async Task Nobody_approves_their_own_opening_and_their_approval_for_all_helps_others_alone()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        await server.EnrolAsync("frank", "institute/frank", "laptop", "reader", "approver");
        Participant frank = await server.OpenAsync("frank");
        Participant bob = await server.OpenAsync("bob");

        SeenItem each = await SubmitAsync(server, frank, "--approvals", "1@institute", "--approvals-each-reader");
        Assert.Equal(
            ErrorCode.SelfApproval,
            await Acts.RecordAsync(server, "frank", Acts.Signed(frank, Acts.Approval(frank, each, reader: frank.Self.Id))));
        Assert.Null(await Acts.RecordAsync(server, "frank", Acts.Signed(frank, Acts.Approval(frank, each, reader: bob.Self.Id))));
        Assert.True(await OpensAsync(server, "bob", bob, each));
        Assert.False(await OpensAsync(server, "frank", frank, each));

        SeenItem all = await SubmitAsync(server, frank, "--approvals", "1@institute");
        Assert.Null(await Acts.RecordAsync(server, "frank", Acts.Signed(frank, Acts.Approval(frank, all))));
        Assert.False(await OpensAsync(server, "frank", frank, all));
        Assert.True(await OpensAsync(server, "bob", bob, all));

        // Erin is another: now frank may, too.
        Participant erin = await server.OpenAsync("erin");
        Assert.Null(await Acts.RecordAsync(server, "erin", Acts.Signed(erin, Acts.Approval(erin, all))));
        Assert.True(await OpensAsync(server, "frank", frank, all));
    }

    [Fact]
    [Trait("Attack", "C5")]
    public async Task One_person_with_two_devices_counts_once_whatever_they_sign_with_either()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        await server.EnrolAsync("olga", "lab/olga", "laptop", "approver");
        await server.EnrolAsync("olga-phone", "lab/olga", "phone", "approver");
        Participant laptop = await server.OpenAsync("olga");
        Participant phone = await server.OpenAsync("olga-phone");
        Participant bob = await server.OpenAsync("bob");
        Assert.Equal(laptop.Self.Id, phone.Self.Id);
        Assert.Equal(["laptop", "phone"], phone.Self.Devices.Select(device => device.Name.ToString()).Order(StringComparer.Ordinal));

        SeenItem item = await SubmitAsync(server, bob, "--approvals", "2@lab");
        Assert.Null(await Acts.RecordAsync(server, "olga", Acts.Signed(laptop, Acts.Approval(laptop, item))));
        Assert.Null(await Acts.RecordAsync(server, "olga-phone", Acts.Signed(phone, Acts.Approval(phone, item))));
        Assert.False(await OpensAsync(server, "bob", bob, item));

        // What the one device says takes the place of what the other said.
        Assert.Null(await Acts.RecordAsync(server, "olga", Acts.Signed(laptop, Acts.Approval(laptop, item, ApprovalAnswer.TakeBack))));
        Participant dana = await server.OpenAsync("dana");
        Assert.Null(await Acts.RecordAsync(server, "dana", Acts.Signed(dana, Acts.Approval(dana, item))));
        Assert.False(await OpensAsync(server, "bob", bob, item));
        Assert.Null(await Acts.RecordAsync(server, "olga-phone", Acts.Signed(phone, Acts.Approval(phone, item))));
        Assert.True(await OpensAsync(server, "bob", bob, item));
    }

    [Fact]
    [Trait("Attack", "C5")]
    public async Task Whoever_is_not_asked_approves_nothing()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant bob = await server.OpenAsync("bob");
        Participant carol = await server.OpenAsync("carol");
        Participant erin = await server.OpenAsync("erin");
        Participant dana = await server.OpenAsync("dana");
        Participant alice = await server.OpenAsync("alice");
        SeenItem item = await SubmitAsync(server, bob, "--approvals", "1@lab");
        int before = (await Events.AllAsync(server)).Count;

        foreach ((string name, Participant who) in new[] { ("bob", bob), ("carol", carol), ("alice", alice) })
        {
            Assert.Equal(ErrorCode.ApprovalNotAsked, await Acts.RecordAsync(server, name, Acts.Signed(who, Acts.Approval(who, item))));
        }

        Assert.Equal(
            ErrorCode.ApprovalNotAsked,
            await Acts.RecordAsync(server, "dana", Acts.Signed(dana, Acts.Approval(dana, item, reader: bob.Self.Id))));
        Assert.Equal(before, (await Events.AllAsync(server)).Count);

        // To erin there is no such item: a refused look-up, which compliance is shown.
        Assert.Equal(ErrorCode.NoSuchItem, await Acts.RecordAsync(server, "erin", Acts.Signed(erin, Acts.Approval(erin, item))));
        Assert.Equal(before + 1, (await Events.AllAsync(server)).Count);
        Assert.False(await OpensAsync(server, "bob", bob, item));
    }

    [Fact]
    [Trait("Attack", "C5")]
    public async Task Nobody_but_the_sender_changes_the_policy_withdraws_or_grants()
    {
        await using AttackedServer server = await AttackedServer.StartAsync();
        Participant bob = await server.OpenAsync("bob");
        SeenItem item = await SubmitAsync(server, bob, "--approvals", "1@lab");
        foreach (string name in (string[])["bob", "dana", "carol"])
        {
            Participant who = await server.OpenAsync(name);
            int before = (await Events.AllAsync(server)).Count;
            Assert.Equal(
                ErrorCode.NotAllowed,
                await Acts.RecordAsync(server, name, Acts.Signed(who, Acts.Change(who, item, item.Policy with { Approvals = [] }))));
            Assert.Equal(ErrorCode.NotAllowed, await Acts.RecordAsync(server, name, Acts.Signed(who, Acts.Withdrawal(who, item))));
            Assert.Equal(ErrorCode.NotAllowed, await GrantAsync(server, name, who, item));
            Assert.Equal(before, (await Events.AllAsync(server)).Count);
        }

        // Of the sender's own party, and a submitter, but not the sender: she is told of no item.
        Participant mallory = await server.OpenAsync("mallory");
        Assert.Equal(
            ErrorCode.NoSuchItem,
            await Acts.RecordAsync(server, "mallory", Acts.Signed(mallory, Acts.Withdrawal(mallory, item))));
        Assert.Equal(ErrorCode.NoSuchItem, await GrantAsync(server, "mallory", mallory, item));
    }

    private static async Task<ErrorCode?> GrantAsync(AttackedServer server, string name, Participant grantor, SeenItem seen)
    {
        using ItemKeys keys = ItemKeys.Generate();
        IReadOnlyList<SealedGrant> grants =
            GrantSealer.Seal(
                seen.Verified.Id, seen.Verified.Digest, keys, [KeyRecipient.OfBothKeys(grantor.Self)], seen.Verified.Sender, null);
        DsseEnvelope statement =
            GrantSealer.Sign(grantor.Agreement, seen.Verified.Id, seen.Verified.Digest, grantor.SenderTerms, grants, grantor.Keys.Signer);
        AddGrantsRequest request = new()
        {
            GrantStatement = ByteString.CopyFrom(statement.Encode()),
            Grants = { grants.Select(grant => ByteString.CopyFrom(grant.File.Span)) },
        };
        return await Acts.RefusalOfAsync(
            async () => await new GrantsClient(server.ChannelOf(name)).AddGrantsAsync(request, cancellationToken: AttackedServer.Cancel));
    }

    private static async Task<bool> OpensAsync(AttackedServer server, string name, Participant reader, SeenItem seen) =>
        (await new RetrievalClient(server.ChannelOf(name)).ReleaseAsync(
            Requests.Signed(reader, Requests.Sound(reader, seen.Verified)),
            cancellationToken: AttackedServer.Cancel))
            .Permitted;

    private static async Task<SeenItem> SubmitAsync(AttackedServer server, Participant reader, params string[] policy)
    {
        string note = Path.Combine(server.Folder, "note.txt");
        await File.WriteAllTextAsync(note, "a short note", AttackedServer.Cancel);
        string[] to = [.. new[] { "institute/bob", reader.Self.Name.ToString() }.Distinct().SelectMany(name => (string[])["--to", name])];
        return await Acts.SeeAsync(
            reader,
            (await server.AsAsync("alice", ["submit", note, "--json", .. to, .. policy])).Expect(0).Json.GetProperty("item").GetString()!);
    }
}
