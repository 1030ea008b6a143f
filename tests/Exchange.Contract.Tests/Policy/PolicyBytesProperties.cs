using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using FsCheck.Xunit;

namespace Exchange.Contract.Tests.Policy;

[Properties(Arbitrary = [typeof(PolicyArbitraries)], MaxTest = 2000)]
public sealed class PolicyBytesProperties
{
    [Property]
    public void A_policy_comes_back_from_its_bytes_and_its_bytes_from_it(AccessPolicy policy)
    {
        byte[] bytes = PolicyBytes.Encode(policy);
        AccessPolicy parsed = PolicyBytes.Parse(bytes);

        Assert.Equal(policy, parsed);
        Assert.Equal(policy.GetHashCode(), parsed.GetHashCode());
        Assert.Equal(bytes, PolicyBytes.Encode(parsed));
        Assert.Equal(Sha256Digest.Of(bytes), PolicyBytes.Digest(bytes));
    }

    [Property]
    public void Policies_are_equal_exactly_when_their_bytes_are(AccessPolicy one, Question question, Tightening change)
    {
        AccessPolicy other = change.Apply(question with { Policy = one }).Policy;
        Assert.Equal(one == other, PolicyBytes.Encode(one).AsSpan().SequenceEqual(PolicyBytes.Encode(other)));
    }

    [Property]
    public void Changed_bytes_are_refused_or_are_the_only_bytes_of_another_policy(AccessPolicy policy, int position, byte value, byte how)
    {
        byte[] bytes = PolicyBytes.Encode(policy);
        int at = (int)(Math.Abs((long)position) % bytes.Length);
        byte[] changed = (how % 5) switch
        {
            0 => [.. bytes[..at], value, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], value, .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[(at + 1)..]],
            3 => [.. bytes, .. bytes[at..]],
            _ => bytes[..at],
        };

        AssertCanonicalOrRefused(changed);
    }

    [Property]
    public void Any_bytes_are_refused_or_are_the_only_bytes_of_a_policy(byte[] bytes) => AssertCanonicalOrRefused(bytes);

    private static void AssertCanonicalOrRefused(byte[] bytes)
    {
        AccessPolicy parsed;
        try
        {
            parsed = PolicyBytes.Parse(bytes);
        }
        catch (MalformedException)
        {
            return;
        }

        Assert.Equal(bytes, PolicyBytes.Encode(parsed));
    }
}
