using Exchange.Contract.Policy;

namespace Exchange.Contract.Tests.Policy;

/// <summary>
/// What the evaluator decides, as a table in <c>DecisionTable.txt</c>: each condition alone, at its edges, and with each other one.
/// </summary>
public sealed class DecisionTable
{
    private static readonly DecisionRow[] Table = [.. Read()];

    public static TheoryData<string> Rows { get; } = new(Table.Select(row => row.Text));

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_is_decided_as_it_says(string row)
    {
        DecisionRow said = new(row);
        Assert.Equal(said.Outcome, DecisionRow.Say(said.Question.Decide()));
    }

    [Fact]
    public void The_table_has_not_shrunk()
    {
        Assert.Equal(Table.Length, Table.Distinct().Count());
        Assert.InRange(Table.Length, 363, int.MaxValue);
    }

    [Theory]
    [InlineData(SealedKey.Card)]
    [InlineData(SealedKey.Content)]
    public void Every_condition_stands_alone_in_some_row(SealedKey key)
    {
        HashSet<string> alone = [.. Table.Where(row => row.Key == key).Select(row => row.Outcome)];

        Assert.All(
            PairsOfConditions.Of(key).Except(PairsOfConditions.NeverAlone(key)),
            code => Assert.Contains(ConditionName.Of(code), alone));
    }

    [Theory]
    [InlineData(SealedKey.Card, 49)]
    [InlineData(SealedKey.Content, 107)]
    public void Every_pair_of_conditions_that_can_fail_together_does_in_some_row(SealedKey key, int pairs)
    {
        string[][] failed = [.. Table.Where(row => row.Key == key).Select(row => row.Failed)];
        string[] companions = [.. PairsOfConditions.CompanionsOf(key).Select(ConditionName.Of)];
        (ConditionCode, ConditionCode)[] possible = [.. PairsOfConditions.All(key).Except(PairsOfConditions.Impossible(key))];

        Assert.Equal(pairs, possible.Length);
        Assert.All(possible, pair =>
        {
            string[] both = [ConditionName.Of(pair.Item1), ConditionName.Of(pair.Item2)];
            Assert.Contains(failed, row => row.SequenceEqual(both) || (row.Length == 3 && row.Except(both).SequenceEqual(companions)));
        });
    }

    [Fact]
    public void No_row_has_a_pair_that_cannot_be() => Assert.All(Table, row =>
    {
        ConditionCode[] failed = [.. row.Failed
            .Select(name => ConditionName.TryParse(name, out ConditionCode code) ? code : throw new FormatException(name))
            .Distinct()];
        Assert.Empty(PairsOfConditions.Among(failed).Intersect(PairsOfConditions.Impossible(row.Key)));
    });

    private static IEnumerable<DecisionRow> Read()
    {
        using Stream text = typeof(DecisionTable).Assembly.GetManifestResourceStream("DecisionTable.txt")!;
        using StreamReader reader = new(text);
        while (reader.ReadLine() is { } line)
        {
            if (line.Contains('|', StringComparison.Ordinal) && !line.StartsWith('#'))
            {
                yield return DecisionRow.Parse(line);
            }
        }
    }
}
