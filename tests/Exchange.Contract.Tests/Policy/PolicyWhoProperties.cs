using Exchange.Contract.Policy;
using Exchange.Contract.Policy.Evaluation;
using FsCheck.Xunit;

namespace Exchange.Contract.Tests.Policy;

[Properties(Arbitrary = [typeof(PolicyArbitraries)], MaxTest = 1000)]
public sealed class PolicyWhoProperties
{
    private static readonly string?[] AllPurposes = [null, "research", "evaluation", "mitigation", "gossip"];

    // Each is some 450 decisions.
    [Property(MaxTest = 200)]
    public void Who_agrees_with_the_evaluator_for_every_member_and_purpose_just_before_at_and_after_every_change(
        Question question,
        Question other,
        Question third)
    {
        Question[] asked = [.. new[] { question, other, third }.DistinctBy(one => one.Reader)];
        IReadOnlyList<WhoEntry> who = PolicyWho.Enumerate(
            question.Policy,
            [.. asked.Select(one => one.Reader)],
            reader => asked.Single(one => one.Reader == reader).State,
            question.At,
            question.Agreement);
        foreach (Question one in asked)
        {
            foreach (DateTimeOffset at in Instants(question))
            {
                AssertAgrees(
                    [.. who.Where(entry => entry.Reader == one.Reader)],
                    question with { Reader = one.Reader, State = one.State, At = at });
            }
        }
    }

    [Property]
    public void Within_an_entry_the_decision_is_the_same_at_its_first_and_its_last_instant(Question question)
    {
        foreach (WhoEntry entry in Entries(question))
        {
            DateTimeOffset last = entry.Until?.AddTicks(-1) ?? entry.From.AddYears(100);
            Question asked = question with { Key = entry.Key, Purpose = entry.Purposes.Count > 0 ? entry.Purposes[0] : question.Purpose };
            Assert.Equal((asked with { At = entry.From }).Decide(), (asked with { At = last }).Decide());
        }
    }

    [Property]
    public void The_entries_of_a_key_follow_one_another_without_a_gap_to_the_end_of_time(Question question)
    {
        foreach (IGrouping<SealedKey, WhoEntry> key in Entries(question).GroupBy(entry => entry.Key))
        {
            WhoEntry[] entries = [.. key];
            Assert.Equal(question.At, entries[0].From);
            Assert.Equal([.. entries.Skip(1).Select(entry => (DateTimeOffset?)entry.From), null], entries.Select(entry => entry.Until));
            Assert.Equal(entries.OrderBy(entry => entry.From), entries);
        }
    }

    [Property]
    public void Whom_a_policy_does_not_concern_is_permitted_nothing(Question question) => Assert.Equal(
        Entries(question).Where(entry => entry.Decision is Decision.Permit),
        PolicyWho.EnumerateConcerned(question.Policy, [question.Reader], _ => question.State, question.At, question.Agreement)
            .Where(entry => entry.Decision is Decision.Permit),
        (one, other) => (one.Key, one.From, one.Until) == (other.Key, other.From, other.Until));

    [Fact]
    public void Each_reader_has_entries_for_card_and_contents_from_now_and_from_each_change()
    {
        Reader bob = Scene.Readers["bob"];
        Reader dave = Scene.Readers["dave"];
        IReadOnlyList<WhoEntry> who = PolicyWho.Enumerate(
            Scene.Policy("embargo:10 expires:20 for:research,gossip"),
            [bob, dave],
            _ => AccessState.Fresh,
            Scene.Day("5"),
            Scene.Agreement);

        Assert.Equal(
            [
                "card 5-10 permit", "card 10-20 permit", "card 20-100 expired", "card 100-later agreement-not-in-force expired",
                "content 5-10 embargo", "content 10-20 permit research", "content 20-100 expired",
                "content 100-later agreement-not-in-force expired",
            ],
            who.Where(entry => entry.Reader == bob).Select(Text));
        Assert.All(who.Where(entry => entry.Reader == dave), entry => Assert.EndsWith("not-in-audience", Text(entry)));
        Assert.Equal(16, who.Count);
    }

    private static IEnumerable<DateTimeOffset> Instants(Question question)
    {
        DateTimeOffset?[] changes =
        [
            question.At, question.Policy.Embargo, question.Policy.Expires, question.Agreement.Start, question.Agreement.End,
        ];
        return changes.OfType<DateTimeOffset>()
            .SelectMany(change => (DateTimeOffset[])[change.AddTicks(-1), change, change.AddTicks(1)])
            .Where(at => at >= question.At);
    }

    private static void AssertAgrees(WhoEntry[] who, Question question)
    {
        foreach (SealedKey key in Enum.GetValues<SealedKey>())
        {
            WhoEntry entry = Assert.Single(who, entry => entry.Key == key && entry.From <= question.At && !(question.At >= entry.Until));
            foreach (string? purpose in AllPurposes)
            {
                Question asked = question with { Key = key, Purpose = purpose };
                bool permitted = asked.Decide() is Decision.Permit;
                Assert.Equal(permitted, entry.Decision is Decision.Permit && (key == SealedKey.Card || entry.Purposes.Contains(purpose)));
                if (!permitted && entry.Decision is Decision.Deny deny)
                {
                    // What is told fails with every purpose that could be permitted, for the card with any.
                    bool listed =
                        purpose is not null && question.Policy.Purposes.Contains(purpose) && question.Agreement.Purposes.Contains(purpose);
                    Assert.True(
                        (key == SealedKey.Content && !listed) || deny.Failed.SequenceEqual(asked.Explain().OfType<FailedCondition>()));
                }
            }
        }
    }

    private static string Text(WhoEntry entry)
    {
        string until = entry.Until is { } end ? $"{(end - Scene.Day0).TotalDays}" : "later";
        string outcome = entry.Decision is Decision.Deny deny
            ? string.Join(' ', deny.Failed.Select(condition => ConditionName.Of(condition.Code)))
            : string.Join(' ', ["permit", .. entry.Purposes]);
        return $"{entry.Key.ToString().ToLowerInvariant()} {(entry.From - Scene.Day0).TotalDays}-{until} {outcome}";
    }

    private static IReadOnlyList<WhoEntry> Entries(Question question) =>
        PolicyWho.Enumerate(question.Policy, [question.Reader], _ => question.State, question.At, question.Agreement);
}
