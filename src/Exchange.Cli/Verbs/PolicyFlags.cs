using System.CommandLine;
using System.Globalization;
using Exchange.Client.Errors;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Reports;

namespace Exchange.Cli.Verbs;

/// <summary>The flags of <c>submit</c> that make a policy. What none of them sets comes from the kind's default in the agreement.</summary>
internal sealed class PolicyFlags
{
    private readonly Option<string[]> to = new("--to") { Description = "Who may open it: a member (party/handle) or a team (party/team); may be repeated.", HelpName = "MEMBER|TEAM" };
    private readonly Option<string?> marking = new("--marking") { Description = "How far it may go on, TLP 2.0: RED, AMBER+STRICT, AMBER, GREEN or CLEAR.", HelpName = "LABEL" };
    private readonly Option<string?> embargo = new("--embargo") { Description = "Not before: a time (2026-01-31T09:30:00Z), or from now in minutes, hours or days (90m, 2h, 3d).", HelpName = "TIME" };
    private readonly Option<string?> expires = new("--expires") { Description = "Never again from then on: a time, or from now (90m, 2h, 3d).", HelpName = "TIME" };
    private readonly Option<string[]> purposes = new("--purpose") { Description = "A purpose that permits; may be repeated; replaces the default.", HelpName = "CODE" };
    private readonly Option<uint?> openings = new("--max-openings") { Description = "How often it may be opened in all, by everybody together.", HelpName = "COUNT" };
    private readonly Option<uint?> perPerson = new("--max-openings-per-person") { Description = "How often one person may open it.", HelpName = "COUNT" };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { to, marking, embargo, expires, purposes, openings, perPerson })
        {
            command.Options.Add(option);
        }
    }

    public AccessPolicy Read(ParseResult parsed, KindTerms kind, DirectoryState directory, DateTimeOffset now)
    {
        AccessPolicy policy = PolicyBytes.Parse(kind.DefaultPolicy.Span);
        policy = parsed.GetValue(to) is { Length: > 0 } names ? policy with { Audience = Audience(directory, names) } : policy;
        if (policy.Audience.Count == 0)
        {
            throw new ClientException(ExitCode.Usage, "Nobody could open it.", "There is no --to, and the agreement has no default audience for this kind.", "Give --to party/handle.");
        }

        return policy with
        {
            Tlp = parsed.GetValue(marking) is { } label ? Marking(label) : policy.Tlp,
            Embargo = parsed.GetValue(embargo) is { } from ? Time(from, now) : policy.Embargo,
            Expires = parsed.GetValue(expires) is { } until ? Time(until, now) : policy.Expires,
            Purposes = parsed.GetValue(purposes) is { Length: > 0 } codes ? Purposes(codes, directory.Agreement) : policy.Purposes,
            MaxOpenings = parsed.GetValue(openings) ?? policy.MaxOpenings,
            MaxOpeningsPerPerson = parsed.GetValue(perPerson) ?? policy.MaxOpeningsPerPerson,
        };
    }

    private static Audience Audience(DirectoryState directory, string[] names)
    {
        List<MemberId> members = [];
        List<AudienceTeam> teams = [];
        foreach (string name in names)
        {
            if (MemberName.TryParse(name, out MemberName full) && directory.Find(full) is null
                && directory.Members.Any(member => member.Active && member.Name.Party == full.Party && member.Teams.Contains(full.Handle)))
            {
                teams.Add(new AudienceTeam(full.Party, full.Handle));
            }
            else
            {
                members.Add(Names.Member(directory, name).Id);
            }
        }

        return new Audience(members, teams, []);
    }

    private static Tlp Marking(string label) => TlpLabel.TryParse(label, out Tlp tlp)
        ? tlp
        : throw new ClientException(ExitCode.Usage, $"'{TerminalText.Safe(label, 40)}' is no marking.", "", "Use RED, AMBER+STRICT, AMBER, GREEN or CLEAR.");

    private static string[] Purposes(string[] codes, Agreement agreement)
    {
        foreach (string code in codes)
        {
            Names.RequirePurpose(agreement, code);
        }

        return codes;
    }

    private static DateTimeOffset Time(string text, DateTimeOffset now)
    {
        DateTimeOffset whole = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        if (text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= 100_000)
        {
            switch (text[^1])
            {
                case 'm': return whole.AddMinutes(count);
                case 'h': return whole.AddHours(count);
                case 'd': return whole.AddDays(count);
                default: break;
            }
        }

        return DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time.ToUniversalTime()
            : throw new ClientException(ExitCode.Usage, $"'{TerminalText.Safe(text, 40)}' is no time.", "", "Write 2026-01-31T09:30:00Z, or 90m, 2h, 3d from now.");
    }
}
