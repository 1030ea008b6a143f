using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Tests.Policy;

/// <summary>The bytes of what a policy says of approvals, terms, sharing, retention and changes.</summary>
public sealed class GovernanceBytesTests
{
    private const string Institute = "0a09696e73746974757465";
    private const string Approver = "1208617070726f766572";
    private const string OneAndOnlyRule = "5a17" + Institute + Approver + "1801";
    private const string Smallest = "0803" + "1200" + "1801" + "4802" + "6801" + "880101";

    /// <summary>Written field by field; protoc 35.1 with <c>--encode exchange.v1.Policy</c> makes the same.</summary>
    private const string Full =
        "0803" // version 3
        + "1233" + "0a1a6161616161616161616161616161616161616161616161616165" + "1215" + Institute + "12087265642d7465616d" // audience
        + "1801" // the card at once
        + "3003" // at most 3 openings
        + "42087265736561726368" // research
        + "4803" // TLP:AMBER
        + "5a19" + Institute + Approver + "1802" + "2001" // two approvers of the institute, for each reader
        + "5a13" + "0a036c6162" + "120a636f6d706c69616e6365" + "1801" // one compliance of the lab
        + "62200102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20" // terms
        + "6802" // onward to the parties
        + "705a" // 90 days
        + "7801" // revocable
        + "880102"; // readers may grant

    private static readonly AccessPolicy FullPolicy =
        Scene.Policy("to:bob,red-team@institute max:3 approve:2@institute/each,1*compliance@lab onward:party keep:90 grant:readers") with
        {
            Terms = new Sha256Digest([.. Enumerable.Range(1, 32).Select(number => (byte)number)]),
        };

    [Fact]
    public void Every_field_stands_where_it_should()
    {
        Assert.Equal(Full, Convert.ToHexStringLower(PolicyBytes.Encode(FullPolicy)));
        Assert.Equal(FullPolicy, PolicyBytes.Parse(Convert.FromHexString(Full)));
    }

    [Fact]
    public void The_smallest_policy_cannot_be_revoked_and_goes_no_further()
    {
        AccessPolicy policy = PolicyBytes.Parse(Convert.FromHexString(Smallest));
        Assert.Equal(Scene.Policy("to:nobody for:nothing revocable:no") with { Tlp = Tlp.AmberStrict }, policy);
    }

    [Theory]
    [InlineData("0803" + "1200" + "1801" + "4802" + "880101", "no word on onward sharing")]
    [InlineData("0803" + "1200" + "1801" + "4802" + "6801", "no word on who may grant")]
    [InlineData("0803" + "1200" + "1801" + "4802" + "6804" + "880101", "an unknown word on onward sharing")]
    [InlineData("0803" + "1200" + "1801" + "4802" + "6801" + "880103", "an unknown word on who may grant")]
    [InlineData("0803" + "1200" + "1801" + "4802" + "6801" + "7800" + "880101", "irrevocable, said explicitly")]
    [InlineData("0803" + "1200" + "1801" + "4802" + "6801" + "7802" + "880101", "revocable twice over")]
    [InlineData("0803" + "1200" + "1801" + "4802" + "6801" + "800101" + "880101", "the reserved field")]
    [InlineData("0803" + "1200" + "1801" + "4802" + "6801" + "7000" + "880101", "kept for no day")]
    [InlineData("0803" + "1200" + "1801" + "4802" + "6801" + "70959d02" + "880101", "kept for 36501 days")]
    [InlineData("0803" + "1200" + "1801" + "4802" + "6200" + "6801" + "880101", "terms without a digest")]
    [InlineData("0803" + "1200" + "1801" + "4802" + "6201aa" + "6801" + "880101", "terms with a short digest")]
    [InlineData("0803" + "1200" + "1801" + "4802" + "880101" + "6801", "fields in another order")]
    public void Other_words_are_refused(string hex, string what) => Refused(hex, what);

    [Theory]
    [InlineData("5a15" + Institute + Approver, "a rule that asks for nobody")]
    [InlineData("5a17" + Institute + Approver + "1865", "a rule that asks for 101")]
    [InlineData("5a19" + Institute + Approver + "1801" + "2000", "not each reader, said explicitly")]
    [InlineData("5a0d" + Institute + "1801", "a rule without a role")]
    [InlineData("5a15" + Institute + "1206726561646572" + "2001", "a rule without a count")]
    [InlineData("5a0c" + Approver + "1801", "a rule without a party")]
    [InlineData("5a17" + Institute + "120841" + "7070726f766572" + "1801", "an unknown role")]
    [InlineData(OneAndOnlyRule + OneAndOnlyRule, "a rule twice")]
    [InlineData(OneAndOnlyRule + "5a17" + Institute + Approver + "1802", "two rules of a party")]
    [InlineData(OneAndOnlyRule + "5a130a036c6162120a636f6d706c69616e63651801" + OneAndOnlyRule, "a rule again, after another")]
    [InlineData("5a130a036c6162120a636f6d706c69616e63651801" + OneAndOnlyRule, "rules in another order")]
    [InlineData("5a19" + Institute + Approver + "1801" + "2801", "an unknown field of a rule")]
    public void Other_rules_are_refused(string rules, string what) =>
        Refused("0803" + "1200" + "1801" + "4802" + rules + "6801" + "880101", what);

    [Fact]
    public void Those_rules_are_refused_for_what_they_are() =>
        Assert.Single(
            PolicyBytes.Parse(Convert.FromHexString("0803" + "1200" + "1801" + "4802" + OneAndOnlyRule + "6801" + "880101")).Approvals);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(16, 100, 36_500)]
    public void The_bounds_are_accepted(int rules, int people, int days)
    {
        AccessPolicy policy = Bounded(rules, people, days);
        Assert.Equal(policy, PolicyBytes.Parse(PolicyBytes.Encode(policy)));
    }

    [Theory]
    [InlineData(17, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 101, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(1, 1, 36_501)]
    public void Beyond_the_bounds_there_are_no_bytes(int rules, int people, int days) =>
        Assert.Throws<MalformedException>(() => PolicyBytes.Encode(Bounded(rules, people, days)));

    [Fact]
    public void Rules_are_put_in_the_order_of_the_parties() => Assert.Equal(
        Scene.Policy("approve:1@institute,2@lab"),
        Scene.Policy("approve:2@lab,1@institute"));

    private static AccessPolicy Bounded(int rules, int people, int days) =>
        Scene.Policy($"keep:{days} approve:{string.Join(',', Enumerable.Range(1, rules).Select(number => $"{people}@party-{number}"))}");

    private static void Refused(string hex, string what)
    {
        Exception? refusal = Record.Exception(() => PolicyBytes.Parse(Convert.FromHexString(hex)));
        Assert.True(refusal is MalformedException, $"{what}: {refusal}");
    }
}
