using Exchange.Cli.Printing;
using Exchange.Contract.Agreements;

namespace Exchange.Cli.Doctor;

/// <summary>Whether an agreement holds now, and for how long.</summary>
internal static class AgreementCheck
{
    private static readonly TimeSpan WarnBeforeEnd = TimeSpan.FromDays(60);

    public static IEnumerable<Finding> Run(Agreement agreement, DateTimeOffset now)
    {
        string dates = $"from {HumanText.Day(agreement.Terms.Start)} until {HumanText.Day(agreement.Terms.End)}";
        yield return !agreement.IsInForce(now)
            ? Finding.Bad(
                "agreement",
                $"It is signed by every party, but holds {dates}.",
                "Check this machine's clock; else the parties must sign a new agreement.")
            : agreement.Terms.End - now < WarnBeforeEnd
            ? Finding.Careful(
                "agreement",
                $"It ends on {HumanText.Day(agreement.Terms.End)}.",
                "The parties must sign a new agreement before.")
            : Finding.Good("agreement", $"Signed by every party; holds {dates}.");
        if (agreement.Terms.Witnesses.Count == 0)
        {
            yield return Finding.Good(
                "witnesses",
                "None: only the log's own key vouches for a checkpoint. Compare yours with the other party's.");
        }
    }
}
