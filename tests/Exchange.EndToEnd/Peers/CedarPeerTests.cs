using Exchange.Contract.Policy;

namespace Exchange.EndToEnd.Peers;

/// <summary>
/// Cedar, a policy language with an evaluator of its own, decides as ours does: audience, roles, time, openings, purposes and what an
/// approver may see, of policies put into its words. What has happened it is told as plain facts: that part of the evaluator it
/// cannot check.
/// </summary>
public sealed class CedarPeerTests
{
    private const int Cases = 10_000;

    [Fact]
    public async Task Cedar_decides_ten_thousand_cases_as_we_do()
    {
        CedarCase[] cases = [.. Enumerable.Range(0, Cases).Select(CedarCase.Draw)];
        string[] lines = [.. cases.Select(CedarLine.Of)];

        IReadOnlyList<string> answers = (await PeerProgram.NodeAsync("@cedar-policy/cedar-wasm", lines, "cedar.mjs")).Expect(0).Lines;

        Assert.Equal(Cases, answers.Count);
        string[] ours = [.. cases.Select(question => question.Permitted ? "allow" : "deny")];
        Assert.All(Enumerable.Range(0, Cases).Where(number => ours[number] != answers[number]), number => Assert.Fail($"case {number}: we {ours[number]}, Cedar {answers[number]}\n{lines[number]}"));
        foreach (SealedKey key in Enum.GetValues<SealedKey>())
        {
            int asked = cases.Count(question => question.Key == key), permitted = cases.Count(question => question.Key == key && question.Permitted);
            Assert.InRange(permitted, asked / 10, asked - (asked / 10));
        }
    }
}
