using Exchange.Client.Errors;
using Exchange.Contract.Policy;

namespace Exchange.Client.Tests.Errors;

public sealed class VerificationTextsTests
{
    [Fact]
    public void Every_fault_says_what_happened_why_it_matters_and_what_to_do_next()
    {
        VerificationFault[] faults = Enum.GetValues<VerificationFault>();
        foreach (VerificationFault fault in faults)
        {
            string[] sentences = [VerificationTexts.What(fault), VerificationTexts.Why(fault), VerificationTexts.Next(fault)];
            Assert.All(sentences, sentence => Assert.Matches(@"^[A-Z].{10,}\.$", sentence));
        }

        Assert.Equal(faults.Length, faults.Select(VerificationTexts.What).Distinct().Count());
    }

    [Fact]
    public void A_fault_ends_the_program_with_4_and_shows_no_control_characters()
    {
        VerificationException failed = new(VerificationFault.LogForked, "the log \u001b[2J says so\nand so");
        Assert.Equal(4, (int)failed.Exit);
        Assert.DoesNotContain(failed.Message, char.IsControl);
        Assert.Contains("says so and so", failed.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_denial_lists_every_reason_and_when_it_could_change()
    {
        DateTimeOffset first = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        DeniedException denied = new(
            Contract.Ids.ItemId.New(),
            "research",
            [new FailedCondition.AgreementNotInForce(Ended: false, first.AddDays(1)), new FailedCondition.Embargo(first)],
            new(new byte[] { 1 }));
        Assert.Equal(3, (int)denied.Exit);
        Assert.Contains(
            "The agreement is not in force before 2027-01-02 00:00 UTC. The item is under embargo until 2027-01-01 00:00 UTC.",
            denied.Message,
            StringComparison.Ordinal);
        Assert.Contains("2027-01-02T00:00:00.000Z", denied.Next, StringComparison.Ordinal);
    }
}
