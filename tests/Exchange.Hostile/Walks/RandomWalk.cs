using Exchange.Client;
using Exchange.Client.Items;
using Exchange.Client.Policies;
using Exchange.Client.Submission;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Rules;
using Exchange.Contract.Statements;
using Exchange.Hostile.Clients;
using Exchange.Testing;
using Grpc.Core;
using GovernanceClient = Exchange.Contract.Wire.Governance.GovernanceClient;
using RetrievalClient = Exchange.Contract.Wire.Retrieval.RetrievalClient;

namespace Exchange.Hostile.Walks;

/// <summary>Random people do random things to an item, allowed or not, at random times. What is refused is part of it.</summary>
internal sealed class RandomWalk(Draws draws, WalkPeople people, SkewedClock clock, string file)
{
    /// <summary>Every kind of step; what those who are gone try is one that never succeeds.</summary>
    public static readonly string[] Kinds =
        [
            "submit", "content", "card", "answer", "acknowledge", "change", "grant", "turn the clock", "change a member", "enrol",
            "revoke", "replace a device", "add a device", "supersede", "withdraw",
        ];

    public const string Gone = "by a device that is gone";

    private readonly WalkPolicies policies = new(draws, people, clock);
    private readonly WalkMemberships memberships = new(draws, people);
    private readonly WalkGrants grants = new(draws, people);
    private readonly WalkReleases releases = new(draws);
    private string sender = WalkPeople.Senders[0];
    private SeenItem? current;

    public WalkSteps Steps { get; } = new();

    public async Task RunAsync(int steps)
    {
        sender = draws.Of(WalkPeople.Senders);
        await Steps.TakeAsync("submit", () => SubmitAsync(null));
        for (int step = 0; step < steps && current is { } seen; step++)
        {
            (string name, Func<Task> act) = Draw(seen);
            await Steps.TakeAsync(name, act);
            current = name is "change" or "withdraw" ? await SeeAsync(seen.Verified.Id) : current;
        }
    }

    /// <summary>
    /// The agreement ends, and some ask still. Then the clock goes back, since the server's certificate would not have lasted so long.
    /// </summary>
    public async Task OutliveAsync(int times)
    {
        TimeSpan before = clock.Skew;
        clock.Skew += people[sender].Agreement.Predicate.End - clock.GetUtcNow();
        for (int time = 0; time < times && current is { } seen; time++)
        {
            await Steps.TakeAsync("content", () => ReleaseAsync(seen, SealedKey.Content));
        }

        clock.Skew = before;
    }

    private (string Name, Func<Task> Act) Draw(SeenItem seen) => draws.Below(100) switch
    {
        // What makes no sense is tried now and then, else it would be all that there is.
        _ when seen.Withdrawn && draws.OneIn(2) => ("supersede", () => SubmitAsync(seen.Verified.Id)),
        < 33 => ("content", () => ReleaseAsync(seen, SealedKey.Content)),
        < 41 => ("card", () => ReleaseAsync(seen, SealedKey.Card)),
        < 54 when seen.Policy.Approvals.Count > 0 || draws.OneIn(4) =>
            ("answer", () => RecordAsync(
                who => Acts.Approval(
                    who,
                    seen,
                    draws.Of(ApprovalAnswer.Approve, ApprovalAnswer.Approve, ApprovalAnswer.Refuse, ApprovalAnswer.TakeBack),
                    Reader(seen)),
                draws.OneIn(8) ? "bob" : Of(who => seen.Policy.RuleFor(who) is not null))),
        < 60 when seen.Policy.Terms is not null || draws.OneIn(4) =>
            ("acknowledge", () => RecordAsync(who => Acts.Acknowledgement(who, seen), Of(seen.Policy.Audience.Includes))),
        < 60 => ("content", () => ReleaseAsync(seen, SealedKey.Content)),
        < 70 => (
            "change",
            () => RecordAsync(who => Acts.Change(who, seen, policies.Next(sender, seen.Policy)), draws.OneIn(6) ? "bob" : sender)),
        < 80 => ("grant", () => grants.GrantAsync(seen, sender, Grantee(seen))),
        < 85 => ("turn the clock", () => Task.FromResult(clock.Skew += TimeSpan.FromMinutes(1 + draws.Below(599)))),
        < 87 => ("change a member", memberships.ChangeAsync),
        < 90 => memberships.ComeOrGo(),
        < 92 => ("replace a device", () => ReplaceDeviceAsync(seen)),
        < 94 => ("add a device", memberships.AddDeviceAsync),
        < 96 when people.Gone.Count > 0 =>
            (Gone, () => releases.AskAsync(seen, draws.Of([.. people.Gone]), SealedKey.Content, releases.Purpose())),
        < 97 => ("supersede", () => SubmitAsync(seen.Verified.Id)),
        _ => ("withdraw", () => RecordAsync(who => Acts.Withdrawal(who, seen), draws.OneIn(3) ? "bob" : sender)),
    };

    private async Task SubmitAsync(ItemId? supersedes)
    {
        Participant by = people[sender];
        await people.InformAsync(by);
        for (AccessPolicy policy = policies.Any(sender); ; policy = policies.Any(sender))
        {
            if (PolicyCoherence.Problems(policy, by.Agreement.PolicyTerms).Count == 0)
            {
                Submitter submitter = new(by);
                ReadFiles read = await submitter.ReadAsync([file], "A note", "document", AttackedServer.Cancel);
                PolicyDraft draft = new(policy, policy.Terms is null ? null : WalkPolicies.Terms);
                SubmitResult result = await submitter.SubmitAsync(ReadOrder.Of(read, draft, supersedes), null, AttackedServer.Cancel);
                current = await SeeAsync(result.Item);
                return;
            }
        }
    }

    private async Task<SeenItem> SeeAsync(ItemId item)
    {
        await people.InformAsync(people[sender]);
        return await Acts.SeeAsync(people[sender], item.ToString());
    }

    private Task ReleaseAsync(SeenItem seen, SealedKey key) =>
        releases
            .AskAsync(
                seen,
                people.DeviceOf(
                    draws.Below(8) switch
                    {
                        0 or 1 => draws.Of([.. people.Names]),
                        2 => Of(who => seen.Policy.RuleFor(who) is not null),
                        _ => Of(seen.Policy.Audience.Includes),
                    },
                    draws),
                key,
                key == SealedKey.Card ? null : releases.Purpose());

    // Their keys were sealed to the device before: so they ask in vain until the sender grants anew.
    private async Task ReplaceDeviceAsync(SeenItem seen)
    {
        string name = memberships.Somebody(people[sender].Self.Id, seen.Policy.Audience);
        await people.RenewAsync(name, people.DeviceOf(name, draws));
        await AskForBothAsync();
        await Steps.TakeAsync("grant", () => grants.GrantAsync(seen, sender, name));
        await AskForBothAsync();

        async Task AskForBothAsync()
        {
            await Steps.TakeAsync("card", () => releases.AskAsync(seen, people.NewestOf(name), SealedKey.Card, null));
            await Steps.TakeAsync("content", () => releases.AskAsync(seen, people.NewestOf(name), SealedKey.Content, "research"));
        }
    }

    private async Task RecordAsync(Func<Participant, IItemAct> act, string name)
    {
        WalkDevice device = people.DeviceOf(name, draws);
        await new GovernanceClient(device.Channel).RecordAsync(
            Acts.Signed(device.Participant, act(device.Participant)),
            cancellationToken: AttackedServer.Cancel);
    }

    private string Grantee(SeenItem seen) => draws.Below(4) switch
    {
        0 => draws.Of([.. people.Names]),
        1 when people.Renewed.Count > 0 => draws.Of([.. people.Renewed]),
        _ => Of(seen.Policy.Audience.Includes),
    };

    // Somebody of whom it is true, or anybody where it is true of nobody.
    private string Of(Func<Reader, bool> holds)
    {
        string[] names = [.. people.Names.Where(name => holds(people[name].Self.ToReader()))];
        return draws.Of(names.Length > 0 ? names : [.. people.Names]);
    }

    private MemberId? Reader(SeenItem seen) =>
        seen.Policy.Approvals.Any(rule => rule.EachReader) != draws.OneIn(8) ? people.IdOf(Of(seen.Policy.Audience.Includes)) : null;
}
