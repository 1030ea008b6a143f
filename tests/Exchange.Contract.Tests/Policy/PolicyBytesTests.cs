using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Tests.Policy;

public sealed class PolicyBytesTests
{
    /// <summary>Made by protoc 35.1 with <c>--encode exchange.v1.Policy</c>, not by this code.</summary>
    private const string TeamVector =
        "0803122812150a09696e7374697475746512087265642d7465616d1a0f0a036c61621208617070726f766572" +
        "18022080d08bcb0628d09bc3cb0630033801420a6576616c756174696f6e4208726573656172636848025212" +
        "4f4646494349414c2d53454e53495449564568017801880101";

    private static readonly AccessPolicy TeamPolicy =
        Scene.Policy("to:red-team@institute,approver@lab card:after-embargo max:3 each:1 for:research,evaluation tlp:AMBER+STRICT") with
        {
            Embargo = DateTimeOffset.FromUnixTimeSeconds(1768089600),
            Expires = DateTimeOffset.FromUnixTimeSeconds(1769000400),
            Handling = "OFFICIAL-SENSITIVE",
        };

    [Fact]
    public void The_bytes_are_those_of_another_protobuf_implementation()
    {
        Assert.Equal(TeamVector, Convert.ToHexStringLower(PolicyBytes.Encode(TeamPolicy)));
        Assert.Equal(TeamPolicy, PolicyBytes.Parse(Convert.FromHexString(TeamVector)));
    }

    [Theory]
    [InlineData("5801", "approvals, a later field, as a number")]
    [InlineData("5a00", "approvals, a later field, as a message")]
    [InlineData("f00701", "a field far away")]
    [InlineData("0803", "the version twice")]
    [InlineData("1200", "a second, empty audience")]
    [InlineData("42087265736561726368", "a purpose twice")]
    [InlineData("0a", "a broken tag")]
    public void Bytes_after_a_policy_are_refused(string more, string what) =>
        Refused([.. Convert.FromHexString(TeamVector), .. Convert.FromHexString(more)], what);

    [Theory]
    [InlineData("", "no policy at all")]
    [InlineData("0800180148026801880101", "version 0")]
    [InlineData("0803180148026801880101", "no audience")]
    [InlineData("0803120048026801880101", "no word on the card")]
    [InlineData("08031200180448026801880101", "an unknown word on the card")]
    [InlineData("0803120018016801880101", "no marking")]
    [InlineData("08031200180148066801880101", "an unknown marking")]
    [InlineData("0883001200180148026801880101", "a version that is not minimal")]
    [InlineData("12000803180148026801880101", "fields in another order")]
    [InlineData("08031200180120ffffffffffffffffff0148026801880101", "an embargo before 1970")]
    [InlineData("08031200180120ffffffffffffffff7f48026801880101", "an embargo beyond the calendar")]
    [InlineData("080312022001180148026801880101", "an unknown field in the audience")]
    [InlineData("08031200180142014148026801880101", "a purpose in capitals")]
    [InlineData("08031200180142016242016148026801880101", "purposes in another order")]
    [InlineData("080312001801480252021b5b6801880101", "a handling marking with a control character")]
    [InlineData("08031200180148025202c3286801880101", "a handling marking that is not UTF-8")]
    [InlineData("08031200180148025201206801880101", "a handling marking of a blank")]
    public void Other_bytes_are_refused(string hex, string what) =>
        Refused(Convert.FromHexString(hex), what);

    [Fact]
    public void The_smallest_policy_is_accepted() =>
        Assert.Equal(Audience.Nobody, PolicyBytes.Parse(Convert.FromHexString("08031200180148026801880101")).Audience);

    [Fact]
    public void Every_change_of_one_byte_is_refused_or_another_policy()
    {
        byte[] bytes = Convert.FromHexString(TeamVector);
        int refused = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            for (int difference = 1; difference < 256; difference++)
            {
                byte[] changed = [.. bytes];
                changed[at] ^= (byte)difference;
                try
                {
                    AccessPolicy other = PolicyBytes.Parse(changed);
                    Assert.NotEqual(TeamPolicy, other);
                    Assert.Equal(changed, PolicyBytes.Encode(other));
                }
                catch (MalformedException)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(refused, bytes.Length * 128, bytes.Length * 255);
    }

    [Fact]
    public void Lists_are_put_in_order_and_repetitions_dropped()
    {
        AccessPolicy one = Scene.Policy("to:bob,dave,red-team@lab,red-team@institute for:research,evaluation");
        AccessPolicy other = Scene.Policy("to:red-team@institute,dave,red-team@lab,bob,dave for:evaluation,research,evaluation");
        Assert.Equal(one, other);
        Assert.Equal(PolicyBytes.Encode(one), PolicyBytes.Encode(other));
    }

    [Fact]
    public void Members_with_ids_as_they_are_really_made_come_back()
    {
        AccessPolicy policy =
            TeamPolicy with { Audience = new Audience([.. Enumerable.Range(0, 1000).Select(_ => MemberId.New())], [], []) };
        Assert.Equal(policy, PolicyBytes.Parse(PolicyBytes.Encode(policy)));
    }

    [Fact]
    public void A_thousand_audience_entries_are_accepted_and_one_more_is_refused()
    {
        AudienceTeam[] teams = [.. Enumerable.Range(0, 1001).Select(number => new AudienceTeam(Scene.Lab, Handle.Parse($"t{number}")))];
        AccessPolicy full = TeamPolicy with { Audience = new Audience([], teams[..1000], []) };
        Assert.Equal(full, PolicyBytes.Parse(PolicyBytes.Encode(full)));
        Assert.Throws<MalformedException>(() => PolicyBytes.Encode(full with { Audience = new Audience([], teams, []) }));
    }

    [Fact]
    public void Thirty_two_purposes_are_accepted_and_one_more_is_refused()
    {
        string[] codes = [.. Enumerable.Range(0, 33).Select(number => $"p{number}")];
        AccessPolicy full = TeamPolicy with { Purposes = codes[..32] };
        Assert.Equal(full, PolicyBytes.Parse(PolicyBytes.Encode(full)));
        Assert.Throws<MalformedException>(() => PolicyBytes.Encode(full with { Purposes = codes }));
    }

    [Fact]
    public void More_than_64_KiB_are_refused_before_they_are_read() =>
        Assert.Throws<MalformedException>(() => PolicyBytes.Parse(new byte[PolicyBytes.MaxSize + 1]));

    [Fact]
    public void A_fraction_of_a_second_has_no_bytes() =>
        Assert.Throws<MalformedException>(() => PolicyBytes.Encode(TeamPolicy with { Embargo = Scene.Day0.AddTicks(1) }));

    [Fact]
    public void A_policy_of_a_later_version_with_known_fields_is_read_so_that_the_evaluator_can_refuse_it() =>
        Assert.Equal(4u, PolicyBytes.Parse(PolicyBytes.Encode(TeamPolicy with { Version = 4 })).Version);

    private static void Refused(byte[] bytes, string what)
    {
        bool accepted = true;
        try
        {
            _ = PolicyBytes.Parse(bytes);
        }
        catch (MalformedException)
        {
            accepted = false;
        }

        Assert.False(accepted, what);
    }
}
