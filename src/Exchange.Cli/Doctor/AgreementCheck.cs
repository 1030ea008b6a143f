using Exchange.Cli.Printing;
using Exchange.Contract.Agreements;

namespace Exchange.Cli.Doctor;

/// <summary>Checks whether an agreement is in force, and for how long.</summary>
internal static class AgreementCheck
{
    private static readonly TimeSpan WarnBeforeEnd = TimeSpan.FromDays(60);

    public static IEnumerable<Finding> Run(Agreement agreement, DateTimeOffset now)
    {
        string dates = $"from {HumanText.Day(agreement.Predicate.Start)} until {HumanText.Day(agreement.Predicate.End)}";
        yield return !agreement.IsInForce(now)
            ? Finding.Bad(
                "agreement",
                $"Every party has signed it, but it is in force only {dates}.",
                "Check this machine's clock. If it is right, the parties must sign a new agreement.")
            : agreement.Predicate.End - now < WarnBeforeEnd
            ? Finding.Careful(
                "agreement",
                $"It ends on {HumanText.Day(agreement.Predicate.End)}.",
                "The parties must sign a new agreement before then.")
            : Finding.Good("agreement", $"Signed by every party; in force {dates}.");
        if (agreement.Predicate.Witnesses.Count == 0)
        {
            yield return Finding.Good(
                "witnesses",
                "None, so only the log's own key vouches for a checkpoint. Compare yours with the other party's.");
        }
    }
}
