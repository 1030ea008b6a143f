using System.Globalization;
using Exchange.Contract.Policy;

namespace Exchange.Contract.Tests.Policy;

/// <summary>What the evaluator decides, as a table: each condition alone, at its edges, and with others. An empty cell stands for: contents, bob, purpose research, day 5, never opened.</summary>
public sealed class DecisionTable
{
    // What the policy says                     | key  | who               | purpose    | day  | opened (by all/by reader) | outcome
    private const string Table = """
        # Nothing in the way
                                                |      |                   |            |      |           | permit
                                                | card |                   |            |      |           | permit
        for:research,mitigation                 |      |                   | mitigation |      |           | permit
                                                |      |                   |            |      | 9/9       | permit

        # Audience: members, teams of a party, roles of a party
                                                |      | dave              |            |      |           | not-in-audience
                                                | card | dave              |            |      |           | not-in-audience
                                                |      | frank             |            |      |           | not-in-audience
        to:dave,bob                             |      | dave              |            |      |           | permit
        to:nobody                               |      |                   |            |      |           | not-in-audience
        to:nobody                               | card |                   |            |      |           | not-in-audience
        to:red-team@institute                   |      |                   |            |      |           | permit
        to:red-team@institute                   | card |                   |            |      |           | permit
        to:red-team@institute                   |      | dave              |            |      |           | not-in-audience
        to:red-team@institute                   |      | frank             |            |      |           | not-in-audience
        to:red-team@lab                         |      |                   |            |      |           | not-in-audience
        to:red-team@lab                         |      | frank             |            |      |           | permit
        to:reader@institute                     |      | dave              |            |      |           | permit
        to:reader@institute                     |      | frank             |            |      |           | not-in-audience
        to:approver@institute                   |      | erin              |            |      |           | permit
        to:approver@institute                   |      | bob               |            |      |           | not-in-audience
        to:dave,red-team@institute              |      | erin              |            |      |           | not-in-audience
        to:dave,red-team@institute,approver@lab |      | bob               |            |      |           | permit

        # The member: active, and a reader, also where the audience names another role
                                                |      | bob-revoked       |            |      |           | member-not-active
                                                | card | bob-revoked       |            |      |           | member-not-active
                                                |      | bob-submitter     |            |      |           | role-missing
                                                | card | bob-submitter     |            |      |           | role-missing
                                                |      | bob-without-roles |            |      |           | role-missing
        to:carol                                |      | carol             |            |      |           | role-missing
        to:compliance@institute                 |      | carol             |            |      |           | role-missing
        to:compliance@institute                 | card | carol             |            |      |           | role-missing

        # Embargo: the contents from its very instant on, the card as the policy says
        embargo:10                              |      |                   |            | 10-  |           | embargo
        embargo:10                              |      |                   |            | 10   |           | permit
        embargo:10                              |      |                   |            | 11   |           | permit
        embargo:10                              | card |                   |            | 5    |           | permit
        embargo:10 card:after-embargo           | card |                   |            | 10-  |           | embargo
        embargo:10 card:after-embargo           | card |                   |            | 10   |           | permit
        card:after-embargo                      | card |                   |            |      |           | permit

        # The card with the contents: after this reader's own opening
        card:with-contents                      | card |                   |            |      |           | card-not-shown-yet
        card:with-contents                      | card |                   |            |      | 3/0       | card-not-shown-yet
        card:with-contents                      | card |                   |            |      | 1/1       | permit
        card:with-contents                      |      |                   |            |      |           | permit
        card:with-contents max:1                | card |                   |            |      | 1/1       | permit
        card:with-contents max:1                | card |                   |            |      | 1/0       | card-not-shown-yet openings-used-up
        card:with-contents each:1               | card |                   |            |      | 1/1       | permit
        card:with-contents embargo:10           | card |                   |            | 9    |           | embargo card-not-shown-yet
        card:with-contents embargo:10           | card |                   |            | 9    | 1/1       | embargo
        card:with-contents embargo:10           | card |                   |            | 10   | 1/1       | permit

        # Expiry: from its very instant on, the card too
        expires:20                              |      |                   |            | 20-  |           | permit
        expires:20                              |      |                   |            | 20   |           | expired
        expires:20                              | card |                   |            | 20-  |           | permit
        expires:20                              | card |                   |            | 20   |           | expired
        embargo:10 expires:20                   |      |                   |            | 15   |           | permit
        embargo:20 expires:10                   |      |                   |            | 15   |           | expired embargo

        # Openings: of the contents only
        max:3                                   |      |                   |            |      | 2/2       | permit
        max:3                                   |      |                   |            |      | 3/0       | openings-used-up
        max:3                                   |      |                   |            |      | 4/0       | openings-used-up
        max:3                                   | card |                   |            |      | 3/3       | permit
        max:0                                   |      |                   |            |      |           | openings-used-up
        each:1                                  |      |                   |            |      | 9/0       | permit
        each:1                                  |      |                   |            |      | 9/1       | openings-per-person-used-up
        each:1                                  | card |                   |            |      | 9/1       | permit
        max:3 each:1                            |      |                   |            |      | 3/1       | openings-used-up openings-per-person-used-up
        max:3 each:1                            |      |                   |            |      | 2/1       | openings-per-person-used-up

        # Purposes: stated, of the agreement, listed by the policy; never for the card
                                                |      |                   | none       |      |           | purpose-missing
                                                | card |                   | none       |      |           | permit
                                                | card |                   | gossip     |      |           | permit
                                                |      |                   | mitigation |      |           | purpose-not-listed
                                                |      |                   | gossip     |      |           | purpose-unknown purpose-not-listed
        for:gossip                              |      |                   | gossip     |      |           | purpose-unknown
                                                |      |                   | RESEARCH   |      |           | purpose-unknown purpose-not-listed
        for:nothing                             |      |                   | research   |      |           | purpose-not-listed
        for:nothing                             |      |                   | none       |      |           | purpose-missing
        for:nothing                             | card |                   | none       |      |           | permit

        # Withdrawal
                                                |      |                   |            |      | withdrawn | withdrawn
                                                | card |                   |            |      | withdrawn | withdrawn

        # The agreement's time
                                                |      |                   |            | 0-   |           | agreement-not-in-force
                                                |      |                   |            | 0    |           | permit
                                                |      |                   |            | 100- |           | permit
                                                |      |                   |            | 100  |           | agreement-not-in-force
                                                | card |                   |            | 100  |           | agreement-not-in-force

        # A version that this evaluator does not know: nothing else of the policy is read
        version:3                               |      |                   |            |      |           | policy-version-unknown
        version:3                               | card |                   |            |      |           | policy-version-unknown
        version:3 to:nobody embargo:10          |      |                   |            |      |           | policy-version-unknown
        version:3                               |      | bob-revoked       |            |      | withdrawn | withdrawn policy-version-unknown member-not-active
        version:0                               |      |                   |            |      |           | policy-version-unknown

        # Several at once: all are told, prohibitions first
        embargo:10                              |      | dave              |            |      |           | embargo not-in-audience
        embargo:10                              |      |                   | none       |      |           | embargo purpose-missing
        expires:3                               |      | bob-revoked       |            |      |           | member-not-active expired
        max:1                                   |      |                   | mitigation |      | 1/1       | openings-used-up purpose-not-listed
                                                |      | carol             |            |      |           | role-missing not-in-audience
                                                | card | carol             |            |      | withdrawn | withdrawn role-missing not-in-audience
        max:1                                   |      |                   |            |      | withdrawn | withdrawn
        to:nobody embargo:200 max:0 each:0      |      | bob-without-roles | none       | 150  |           | agreement-not-in-force embargo openings-used-up openings-per-person-used-up role-missing not-in-audience purpose-missing
        """;

    public static TheoryData<string> Rows { get; } = new(
        Table.Split('\n').Where(line => line.Contains('|', StringComparison.Ordinal)).Select(line => string.Join(" | ", Cells(line))));

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_is_decided_as_it_says(string row)
    {
        string[] cells = Cells(row);
        Decision decision = PolicyEvaluator.Decide(
            Scene.Policy(cells[0]),
            Scene.Readers[Or(cells[2], "bob")],
            Or(cells[1], "content") == "card" ? SealedKey.Card : SealedKey.Content,
            Or(cells[3], "research") is var purpose && purpose == "none" ? null : purpose,
            State(cells[5]),
            Scene.Day(Or(cells[4], "5")),
            Scene.Agreement);

        Assert.Equal(cells[6], Outcome(decision));
    }

    [Fact]
    public void The_table_has_not_shrunk() => Assert.InRange(Rows.Count, 90, int.MaxValue);

    [Fact]
    public void Every_condition_that_the_evaluator_can_find_stands_alone_in_some_row()
    {
        HashSet<string> alone = [.. Rows.Select(row => Cells(row.Data)[6])];

        // All but the missing grant, which is the service's to find.
        Assert.Equal(
            Enum.GetValues<ConditionCode>().Except([ConditionCode.NoGrant]).Select(ConditionName.Of).Order(StringComparer.Ordinal),
            alone.Where(outcome => outcome != "permit" && !outcome.Contains(' ')).Order(StringComparer.Ordinal));
    }

    private static string Outcome(Decision decision) => decision switch
    {
        Decision.Deny deny => string.Join(' ', deny.Failed.Select(condition => ConditionName.Of(condition.Code))),
        _ => "permit",
    };

    private static AccessState State(string cell) => cell switch
    {
        "" => AccessState.Fresh,
        "withdrawn" => AccessState.Fresh with { Withdrawn = true },
        _ => new(Number(cell.Split('/')[0]), Number(cell.Split('/')[1]), Withdrawn: false),
    };

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Cells(string line) => [.. line.Split('|').Select(cell => cell.Trim())];

    private static string Or(string cell, string otherwise) => cell.Length == 0 ? otherwise : cell;
}
