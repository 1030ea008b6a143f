using Exchange.Client;
using Exchange.Client.Errors;
using Exchange.Client.Joining;
using Exchange.Client.Retrieval;
using Exchange.Client.Sealing;
using Exchange.Client.Submission;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Exchange.Hostile.Clients;
using Exchange.Testing;
using Google.Protobuf;
using Grpc.Core;
using GovernanceClient = Exchange.Contract.Wire.Governance.GovernanceClient;
using GrantsClient = Exchange.Contract.Wire.Grants.GrantsClient;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;

namespace Exchange.Hostile.Walks;

/// <summary>Random people do random things to an item, allowed or not, at random times. What is refused is part of it.</summary>
internal sealed class RandomWalk(Draws draws, WalkPeople people, WalkPolicies policies, SkewedClock clock, string file, ItemKeys keys)
{
    private SeenItem? current;

    /// <summary>Steps by what they were; a refused one counts under the name with a minus.</summary>
    public SortedDictionary<string, int> Steps { get; } = new(StringComparer.Ordinal);

    public async Task RunAsync(int steps)
    {
        await StepAsync("submit", () => SubmitAsync(null));
        for (int step = 0; step < steps && current is { } seen; step++)
        {
            (string name, Func<Task> act) = Draw(seen);
            await StepAsync(name, act);
            current = name is "change" or "withdraw" ? await Acts.SeeAsync(people[WalkPeople.Sender], seen.Item.Id.ToString()) : current;
        }
    }

    private (string Name, Func<Task> Act) Draw(SeenItem seen) => draws.Below(100) switch
    {
        // What makes no sense is tried now and then, else it would be all that there is.
        _ when seen.Withdrawn && !draws.OneIn(3) => ("supersede", () => SubmitAsync(seen.Item.Id)),
        < 30 => ("content", () => ReleaseAsync(seen, SealedKey.Content)),
        < 40 => ("card", () => ReleaseAsync(seen, SealedKey.Card)),
        < 60 => ("answer", () => RecordAsync(who => Acts.Approval(who, seen, draws.Of(ApprovalAnswer.Approve, ApprovalAnswer.Approve, ApprovalAnswer.Refuse, ApprovalAnswer.TakeBack), Reader(seen)), draws.OneIn(8) ? "bob" : Of(who => seen.Policy.RuleFor(who) is not null))),
        < 67 => ("acknowledge", () => RecordAsync(who => Acts.Acknowledgement(who, seen), Of(seen.Policy.Audience.Includes))),
        < 77 => ("change", () => RecordAsync(who => Acts.Change(who, seen, policies.Next(seen.Policy)), draws.OneIn(6) ? "bob" : WalkPeople.Sender)),
        < 85 => ("grant", () => GrantAsync(seen)),
        < 90 => ("turn the clock", () => Task.FromResult(clock.Skew += TimeSpan.FromMinutes(1 + draws.Below(599)))),
        < 94 => ("change a role", ChangeRolesAsync),
        < 98 => ("supersede", () => SubmitAsync(seen.Item.Id)),
        _ => ("withdraw", () => RecordAsync(who => Acts.Withdrawal(who, seen), draws.OneIn(3) ? "bob" : WalkPeople.Sender)),
    };

    private async Task StepAsync(string name, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception refused) when (refused is RpcException { StatusCode: StatusCode.PermissionDenied or StatusCode.FailedPrecondition or StatusCode.InvalidArgument or StatusCode.NotFound } or ClientException { Exit: ExitCode.Usage })
        {
            name = "-" + name;
        }

        Steps[name] = Steps.GetValueOrDefault(name) + 1;
    }

    private async Task SubmitAsync(ItemId? supersedes)
    {
        Participant alice = people[WalkPeople.Sender];
        for (AccessPolicy policy = policies.Any(); ; policy = policies.Any())
        {
            if (PolicyCoherence.Problems(policy, alice.Agreement.PolicyTerms).Count == 0)
            {
                SubmitResult result = await new Submitter(alice).SubmitAsync(new SubmitOrder([file], "A note", "document", policy, supersedes) { Terms = policy.Terms is null ? null : WalkPolicies.Terms }, null, AttackedServer.Cancel);
                current = await Acts.SeeAsync(alice, result.Item.ToString());
                return;
            }
        }
    }

    private async Task ReleaseAsync(SeenItem seen, SealedKey key)
    {
        string name = draws.OneIn(4) ? draws.Of(WalkPeople.Names) : Of(seen.Policy.Audience.Includes);
        ReleaseRequestPredicate asked = Requests.Sound(people[name], seen.Item) with
        {
            Key = key,
            PolicyDigest = draws.OneIn(15) ? seen.Item.Terms.PolicyDigest : seen.InForce.Digest,
            Purpose = key == SealedKey.Card ? null : draws.Of("research", "research", "evaluation", "oversight", null),
        };
        ReleaseRequest request = Requests.Signed(people[name], asked);
        RetrievalClient client = new(people.ChannelOf(name));
        await client.ReleaseAsync(request, cancellationToken: AttackedServer.Cancel);
        if (draws.OneIn(5))
        {
            await client.ReleaseAsync(request, cancellationToken: AttackedServer.Cancel);
        }
    }

    private async Task RecordAsync(Func<Participant, IItemAct> act, string name) =>
        await new GovernanceClient(people.ChannelOf(name)).RecordAsync(Acts.Signed(people[name], act(people[name])), cancellationToken: AttackedServer.Cancel);

    private async Task GrantAsync(SeenItem seen)
    {
        string by = draws.Of(WalkPeople.Sender, WalkPeople.Sender, "bob", "frank");
        Participant grantor = people[by];
        Member to = people[draws.Of("bob", "frank", "rob", WalkPeople.Both, "dana", "erin", "carol")].Self;
        KeyRecipient recipient = draws.OneIn(3) ? KeyRecipient.OfCardKey(to) : KeyRecipient.OfBothKeys(to);
        IReadOnlyList<SealedGrant> grants = GrantSealer.Seal(seen.Item.Id, seen.Item.Digest, keys, [recipient], seen.Item.Sender, null);
        DsseEnvelope statement = GrantSealer.Sign(grantor.Agreement, seen.Item.Id, seen.Item.Digest, grantor.SenderTerms, grants, grantor.Keys.Signer);
        AddGrantsRequest request = new() { GrantStatement = ByteString.CopyFrom(statement.Encode()), Grants = { grants.Select(grant => ByteString.CopyFrom(grant.File.Span)) } };
        await new GrantsClient(people.ChannelOf(by)).AddGrantsAsync(request, cancellationToken: AttackedServer.Cancel);
    }

    // Gina's roles come and go; now and then others go on signing under what held before.
    private async Task ChangeRolesAsync()
    {
        Participant erin = people["erin"];
        Member gina = people[WalkPeople.Both].Self;
        Role[] roles = draws.Of<Role[]>([Role.Reader, Role.Approver], [Role.Reader], [Role.Approver], [Role.Reader, Role.Approver, Role.Compliance]);
        await erin.Server.AppendDirectoryAsync(Memberships.Change(erin.Agreement.Id, gina, roles, [], erin.Keys.Signer), AttackedServer.Cancel);
        await people.RefreshAsync();
    }

    // Somebody of whom it is true, or anybody where it is true of nobody.
    private string Of(Func<Reader, bool> holds)
    {
        string[] names = [.. WalkPeople.Names.Where(name => holds(people[name].Self.ToReader()))];
        return names.Length > 0 ? draws.Of(names) : draws.Of(WalkPeople.Names);
    }

    private MemberId? Reader(SeenItem seen) => seen.Policy.Approvals.Any(rule => rule.EachReader) != draws.OneIn(8) ? people.IdOf(Of(seen.Policy.Audience.Includes)) : null;
}
