using Exchange.Client.Errors;

namespace Exchange.Hostile.World;

/// <summary>How a participant is told of one cheat.</summary>
/// <param name="Words">
/// What the text says besides the fixed words of the fault, "…" for whatever lies between; empty where those are the cheat's own.
/// </param>
internal sealed record Finding(VerificationFault Fault, string Words = "")
{
    public IEnumerable<string> Fragments => Words.Split('…');
}
