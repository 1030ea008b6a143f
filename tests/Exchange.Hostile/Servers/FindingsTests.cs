using System.Reflection;
using Exchange.Client.Errors;
using Exchange.Hostile.World;

namespace Exchange.Hostile.Servers;

/// <summary>A person who is cheated can tell from the words alone which cheat it was.</summary>
public sealed class FindingsTests
{
    [Fact]
    public void No_two_cheats_are_told_alike()
    {
        Finding[] all = [.. typeof(Findings)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => (Finding)property.GetValue(null)!)];
        Assert.True(all.Length > 20);

        // Where two share a fault, each has words of its own, and none is a part of another's.
        foreach (Finding finding in all)
        {
            Assert.DoesNotContain(
                all,
                other =>
                    other != finding && other.Fault == finding.Fault && other.Words.Contains(finding.Words, StringComparison.Ordinal));
        }

        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(
            all.Select(finding => finding.Fault).Distinct().Count(),
            all.Select(finding => VerificationTexts.What(finding.Fault)).Distinct().Count());
    }
}
