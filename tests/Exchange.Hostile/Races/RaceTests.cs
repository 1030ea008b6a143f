using Exchange.Hostile.Clients;

namespace Exchange.Hostile.Races;

/// <summary>
/// C6: many calls meet at the very edge of what is permitted. Exactly what may be handed out is, and the log tells the same story.
/// </summary>
public sealed class RaceTests
{
    public static TheoryData<string> All =>
        ["last opening", "last approval", "approval taken back", "withdrawal", "revocation", "embargo's edge", "expiry's edge"];

    [Theory]
    [MemberData(nameof(All))]
    [Trait("Attack", "C6")]
    public Task In_ten_rounds_exactly_what_is_permitted_is_handed_out(string race) => RunAsync(race, 10);

    [Theory]
    [MemberData(nameof(All))]
    [Trait("Attack", "C6")]
    [Trait("Speed", "Slow")]
    public Task In_two_hundred_rounds_exactly_what_is_permitted_is_handed_out(string race) => RunAsync(race, 200);

    private static async Task RunAsync(string name, int rounds)
    {
        await using RaceGround ground = await RaceGround.BeginAsync();
        Race race = name switch
        {
            "last opening" => new LastOpeningRace(ground),
            "last approval" => new LastApprovalRace(ground),
            "approval taken back" => new TakeBackRace(ground),
            "withdrawal" => new WithdrawalRace(ground),
            "revocation" => new RevocationRace(ground),
            "embargo's edge" => new EdgeRace(ground, expires: false),
            _ => new EdgeRace(ground, expires: true),
        };
        try
        {
            await race.RunAsync(rounds);
        }
        finally
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {race.Tally}");
        }

        // The log, as compliance is shown it, and then audited in full when the ground is left.
        int prepared = race is LastOpeningRace last ? last.Preparatory : 0;
        List<string> outcomes = [.. (await Events.AllAsync(ground.Server))
            .Where(line => line.GetProperty("event").GetString() == "release.content")
            .Select(line => line.GetProperty("outcome").GetString()!)];
        Assert.Equal(race.Tally.Permits + prepared, outcomes.Count(outcome => outcome == "permit"));
        Assert.Equal(race.Tally.Denials, outcomes.Count(outcome => outcome == "deny"));
    }
}
