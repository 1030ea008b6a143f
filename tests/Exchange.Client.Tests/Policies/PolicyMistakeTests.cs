using Exchange.Client.Errors;

namespace Exchange.Client.Tests.Policies;

/// <summary>Each mistake says where it is, what is wrong, and how it would be right.</summary>
public sealed class PolicyMistakeTests
{
    private readonly PolicyWorld world = new();

    [Theory]

    // Fields.
    [InlineData("openings: 1\nexpire: 90d", "2:1", "'expire' is not a field of a policy.", "Did you mean 'expires'?")]
    [InlineData("Marking: RED", "1:1", "'Marking' is not a field", "Did you mean 'marking'?")]
    [InlineData("openings_per_person: 2", "1:1", "'openings_per_person' is not a field", "Did you mean 'openings-per-person'?")]
    [InlineData("max-openings: 2", "1:1", "'max-openings' is not a field", "Did you mean 'openings'?")]
    [InlineData("roles: [institute/reader]", "1:1", "'roles' is not a field", "party/@reader")]
    [InlineData("irrevocable: true", "1:1", "'irrevocable' is not a field", "Write revocable: false.")]
    [InlineData("colour: blue", "1:1", "'colour' is not a field", "The fields are audience, card, embargo")]
    [InlineData("\"a\\nb\\e[31m\": 1", "1:1", "'a b\uFFFD[31m' is not a field", "The fields are")]
    [InlineData("openings: 1\nopenings: 2", "2:1", "'openings' is there twice.", "line 1")]

    // Values of the wrong type.
    [InlineData("expires:\n", "1:9", "Expires has no value.", "For example: expires: 90d")]
    [InlineData("expires: [90d]", "1:10", "Expires must be one value.", "For example: expires: 90d")]
    [InlineData("purposes: research", "1:11", "Purposes must be a list.", "For example: purposes: [research, mitigation]")]
    [InlineData("purposes: none", "1:11", "Purposes must be a list.", "[research, mitigation]")]
    [InlineData("purposes:\n  - research\n  - [x]", "3:5", "An entry of purposes must be one value.", "[research, mitigation]")]
    [InlineData("audience: { a: b }", "1:11", "Audience must be a list.", "[institute/bob, institute/red-team]")]
    [InlineData("approvals: 2", "1:12", "Approvals must be a list.", "count: 2, party: lab")]
    [InlineData("approvals: [2]", "1:13", "An entry of approvals must have fields of its own.", "count: 2, party: lab")]

    // Times, counts, words.
    [InlineData("embargo: tomorrow", "1:10", "'tomorrow' is not a time.", "2026-01-31T09:30:00Z, or 90m, 2h, 3d")]
    [InlineData("embargo: 2026-13-01T09:00:00Z", "1:10", "is not a time.", "90m, 2h, 3d")]
    [InlineData("embargo: 1969-01-01T00:00:00Z", "1:10", "is not a time.", "90m, 2h, 3d")]
    [InlineData("expires: 2y", "1:10", "'2y' is not a time.", "90m, 2h, 3d")]
    [InlineData("expires: 999999d", "1:10", "'999999d' is not a time.", "90m, 2h, 3d")]
    [InlineData("openings: 0", "1:11", "'0' is not a count.", "from 1 on")]
    [InlineData("openings: -1", "1:11", "'-1' is not a count.", "from 1 on")]
    [InlineData("openings: 1.5", "1:11", "'1.5' is not a count.", "from 1 on")]
    [InlineData("openings: 99999999999", "1:11", "is not a count.", "from 1 on")]
    [InlineData("retention: 730", "1:12", "'730' is not a number of days.", "730d")]
    [InlineData("retention: 99999d", "1:12", "'99999d' is not a number of days.", "36500d")]
    [InlineData("revocable: yes", "1:12", "'yes' is neither true nor false.", "Use one of true, false.")]
    [InlineData("revocable: True", "1:12", "'True' is neither true nor false.", "Did you mean 'true'?")]
    [InlineData("card: after", "1:7", "'after' is not a time for the card to show.", "at-once, after-embargo, with-contents")]
    [InlineData("card: atonce", "1:7", "'atonce' is not a time for the card", "Did you mean 'at-once'?")]
    [InlineData("onward-sharing: partys", "1:17", "'partys' is not a way of onward sharing.", "Did you mean 'party'?")]
    [InlineData("grantors: reader", "1:11", "'reader' is not a grantor.", "Did you mean 'readers'?")]
    [InlineData(
        "marking: AMBER-STRICT", "1:10", "'AMBER-STRICT' is not a marking.",
        "Did you mean 'AMBER+STRICT'? Use one of RED, AMBER+STRICT, AMBER, GREEN, CLEAR.")]
    [InlineData("marking: WHITE", "1:10", "'WHITE' is not a marking.", "Use one of RED")]
    [InlineData("handling: \"ÖFFENTLICH\"", "1:11", "is not a handling marking.", "OFFICIAL-SENSITIVE")]
    [InlineData(
        "purposes: [research, evalution]", "1:22", "'evalution' is not a purpose of the agreement.",
        "Did you mean 'evaluation'? Use one of evaluation, research.")]

    // Names.
    [InlineData("audience: [institute/bbo]", "1:12", "There is no member or team 'institute/bbo'.", "Did you mean 'institute/bob'?")]
    [InlineData("audience: [institute/cyer]", "1:12", "There is no member or team 'institute/cyer'.", "Did you mean 'institute/cyber'?")]
    [InlineData("audience: [lab/erin]", "1:12", "There is no member or team 'lab/erin'.", "Did you mean 'institute/erin'?")]
    [InlineData("audience: [bob]", "1:12", "'bob' matches more than one member.", "institute/bob or lab/bob")]
    [InlineData("audience: [nobody-at-all]", "1:12", "There is no member or team 'nobody-at-all'.", "exchange member list")]
    [InlineData("audience: [institute/reader]", "1:12", "There is no member or team 'institute/reader'.", "party/@reader")]
    [InlineData("audience: [@reader]", "1:12", "There is no member or team '@reader'.", "party/@reader")]
    [InlineData("audience: [lab/er]", "1:12", "There is no member or team 'lab/er'.", "See 'exchange member list'.")]
    [InlineData("audience: [lab/erinn]", "1:12", "There is no member or team 'lab/erinn'.", "Did you mean 'institute/erin'?")]
    [InlineData("audience: [institute/@raeder]", "1:12", "'raeder' is not a role.", "Did you mean 'reader'?")]
    [InlineData(
        "audience: [institut/@reader]", "1:12", "'institut' is not a party of the agreement.",
        "Did you mean 'institute'? Use one of lab, institute.")]
    [InlineData("audience: [moon/@reader]", "1:12", "'moon' is not a party of the agreement.", "Use one of lab, institute.")]

    // Approvals.
    [InlineData("approvals: [{ party: lab }]", "1:13", "The rule does not say how many must approve.", "count: 2")]
    [InlineData("approvals: [{ count: 0 }]", "1:22", "'0' is not a count.", "from 1 on")]
    [InlineData("approvals: [{ count: 101 }]", "1:22", "'101' is more approvals than a rule may ask for.", "1 to 100")]
    [InlineData(
        "approvals: [{ count: 1, people: 2 }]", "1:25", "'people' is not a field of a rule of approval.",
        "The fields are count, party, role, each-reader.")]
    [InlineData("approvals: [{ count: 1, role: aprover }]", "1:31", "'aprover' is not a role.", "Did you mean 'approver'?")]
    [InlineData("approvals:\n- count: 1\n- count: 2\n  party: lab", "2:1", "Two rules of approval are for lab.", "one for each party")]

    // Terms.
    [InlineData("terms: \"\"", "1:8", "The terms cannot be used: the terms must have 1 to 8192 bytes of text.", "8 KiB")]
    [InlineData("terms: \"one\\nt\\u202ewo\"", "1:8", "line 2 of the terms has an invisible character", "plain text")]

    // YAML that is not read.
    [InlineData("", "1:1", "The file has no fields.", "expires: 90d")]
    [InlineData("# nothing\n", "1:1", "The file has no fields.", "expires: 90d")]
    [InlineData("just words", "1:1", "A policy file consists of fields with values.", "NAME: VALUE")]
    [InlineData("[openings, 1]", "1:1", "A policy file consists of fields with values.", "NAME: VALUE")]
    [InlineData("openings: 1\n---\nopenings: 2", "2:1", "A second document begins here.", "one policy in one file")]
    [InlineData("openings: &n 1", "1:11", "Anchors (&), aliases (*) and tags (!)", "the value itself")]
    [InlineData("openings: *n", "1:11", "Anchors (&), aliases (*) and tags (!)", "the value itself")]
    [InlineData("openings: !!int 1", "1:11", "Anchors (&), aliases (*) and tags (!)", "the value itself")]
    [InlineData("? [a]\n: 1", "1:3", "The name of a field must be one word.", "NAME: VALUE")]
    [InlineData("audience: [[[[[[[[[[[x]]]]]]]]]]]", "1:18", "This is nested deeper than any field.", "NAME: VALUE")]
    [InlineData("audience: [institute/bob", "2:1", "This is not YAML:", "Indent with spaces")]
    [InlineData("openings: 1\n\texpires: 2d", "2:1", "This line begins with a tab.", "Indent with spaces")]
    [InlineData("handling: 'OFFICIAL", "1:11", "This is not YAML:", "in quotes")]
    public void It_says_where_what_and_how_it_would_be_right(string yaml, string place, string what, string right)
    {
        ClientException refused = world.Refuse(yaml);
        Assert.StartsWith($"p.yaml:{place}", refused.What, StringComparison.Ordinal);
        Assert.Contains(what, refused.What, StringComparison.Ordinal);
        Assert.Contains(right, refused.Next, StringComparison.Ordinal);
        Assert.DoesNotContain((refused.What + refused.Next).EnumerateRunes(), System.Text.Rune.IsControl);
    }
}
