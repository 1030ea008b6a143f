using Exchange.Testing;

namespace Exchange.Fuzz.Tests;

/// <summary>Every target without a fuzzer: over its seeds, and over inputs made by hand to hurt.</summary>
public sealed class TargetTests
{
    public static TheoryData<string> Names => [.. FuzzTargets.All.Select(target => target.Name)];

    public static TheoryData<string> NamesWithSharedSeeds =>
        ["age-file", "age-armor", "bech32", "signed-note", "checkpoint", "tile", "zip", "report"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_target_keeps_its_promises_over_its_own_seeds_and_accepts_one(string name)
    {
        FuzzTarget target = Find(name);
        Assert.Contains(target.OwnSeeds().ToList(), seed => target.Check(seed.Bytes));
    }

    [Theory]
    [MemberData(nameof(NamesWithSharedSeeds))]
    public void Every_target_with_foreign_seeds_keeps_its_promises_over_them(string name)
    {
        _ = SharedMaterial.PathOf("vectors");
        FuzzTarget target = Find(name);
        List<Seed> seeds = [.. target.SharedSeeds()];
        Assert.NotEmpty(seeds);
        Assert.All(seeds, seed => target.Check(seed.Bytes));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_target_keeps_its_promises_over_inputs_made_to_hurt_it(string name)
    {
        string[] files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Inputs", name));
        Assert.NotEmpty(files);
        FuzzTarget target = Find(name);
        Assert.All(files, file => target.Check(File.ReadAllBytes(file)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_target_keeps_its_promises_over_its_own_seeds_cut_off_anywhere(string name)
    {
        FuzzTarget target = Find(name);
        foreach (byte[] whole in target.OwnSeeds().Select(seed => seed.Bytes))
        {
            int step = Math.Max(1, whole.Length / 64);
            for (int length = 0; length < whole.Length; length += step)
            {
                target.Check(whole[..length]);
            }
        }
    }

    [Fact]
    public void Inputs_made_by_hand_belong_to_a_target() =>
        Assert.Empty(Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "Inputs"))
            .Select(folder => Path.GetFileName(folder))
            .Except(FuzzTargets.All.Select(target => target.Name)));

    [Fact]
    public void Only_targets_listed_here_as_such_have_foreign_seeds()
    {
        _ = SharedMaterial.PathOf("vectors");
        Assert.Equal(
            NamesWithSharedSeeds.Select(row => row.Data).Order(StringComparer.Ordinal),
            FuzzTargets.All.Where(target => target.SharedSeeds().Any()).Select(target => target.Name).Order(StringComparer.Ordinal));
    }

    private static FuzzTarget Find(string name) => FuzzTargets.Find(name) ?? throw new ArgumentException($"no target {name}");
}
