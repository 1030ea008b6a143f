using Exchange.Client;
using Exchange.Client.Items;
using Exchange.Contract.Errors;
using Exchange.Contract.Statements;

namespace Exchange.Hostile.Clients;

/// <summary>Two items under one policy that asks for approvals and terms, and everybody who can sign something about them.</summary>
internal sealed record ActMatrix(
    AttackedServer Server,
    SkewedClock Clock,
    Participant Alice,
    Participant Dana,
    Participant Erin,
    Participant Bob,
    SeenItem First,
    SeenItem Second)
{
    /// <summary>How many entries the attack adds by design.</summary>
    public int Expected { get; set; }

    public static async Task<ActMatrix> OfAsync(AttackedServer server, SkewedClock clock)
    {
        Participant alice = await server.OpenAsync("alice");
        SeenItem first = await Acts.SeeAsync(alice, await SubmitAsync(server));
        SeenItem second = await Acts.SeeAsync(alice, await SubmitAsync(server));
        return new ActMatrix(
            server, clock, alice, await server.OpenAsync("dana"), await server.OpenAsync("erin"), await server.OpenAsync("bob"), first,
            second);
    }

    /// <summary>Each kind of statement, bent in one way and signed anew by whoever may sign it, is refused by that name.</summary>
    /// <param name="withdrawal">Null where a withdrawal cannot be bent so.</param>
    public async Task AllAsync(
        ErrorCode expected,
        Func<ApprovalPredicate, ApprovalPredicate> approval,
        Func<AcknowledgementPredicate, AcknowledgementPredicate> acknowledgement,
        Func<PolicyChangePredicate, PolicyChangePredicate> change,
        Func<WithdrawalPredicate, WithdrawalPredicate>? withdrawal,
        Func<ReleaseRequestPredicate, ReleaseRequestPredicate> release)
    {
        Assert.Equal(expected, await Acts.RecordAsync(Server, "dana", Acts.Signed(Dana, approval(Acts.Approval(Dana, First)))));
        Assert.Equal(expected, await Acts.RecordAsync(Server, "bob", Acts.Signed(Bob, acknowledgement(Acts.Acknowledgement(Bob, First)))));
        Assert.Equal(
            expected,
            await Acts.RecordAsync(
                Server,
                "alice",
                Acts.Signed(Alice, change(Acts.Change(Alice, First, First.Policy with { MaxOpenings = 5 })))));
        if (withdrawal is not null)
        {
            Assert.Equal(expected, await Acts.RecordAsync(Server, "alice", Acts.Signed(Alice, withdrawal(Acts.Withdrawal(Alice, First)))));
        }

        Assert.Equal(expected, await Acts.ReleaseAsync(Server, "bob", Requests.Signed(Bob, release(Requests.Sound(Bob, First.Verified)))));
    }

    private static async Task<string> SubmitAsync(AttackedServer server)
    {
        string note = Path.Combine(server.Folder, "note.txt");
        await File.WriteAllTextAsync(note, "a short note", AttackedServer.Cancel);
        return (await server.AsAsync(
            "alice", "submit", note, "--to", "institute/bob", "--approvals", "1@lab", "--approvals", "1@institute", "--terms", note,
            "--json"))
            .Expect(0).Json.GetProperty("item").GetString()!;
    }
}
