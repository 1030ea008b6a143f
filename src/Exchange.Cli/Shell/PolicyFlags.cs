using System.CommandLine;
using Exchange.Client.Errors;
using Exchange.Client.Policies;
using Exchange.Contract.Directory;
using Exchange.Contract.Policy;

namespace Exchange.Cli.Shell;

/// <summary>
/// The flags that change a policy into another: first the policy file applies, then each flag. Fields that neither sets stay
/// unchanged.
/// </summary>
internal sealed class PolicyFlags
{
    private readonly Option<string?> file =
        new("--policy") { Description = "A policy file (YAML); options override it.", HelpName = "FILE" };
    private readonly Option<string[]> to = new("--to")
    {
        Description =
            "A reader: a member (party/handle), a team (party/team) or everyone with a role (party/@reader); may be repeated.",
        HelpName = "MEMBER|TEAM",
    };
    private readonly Option<string?> marking =
        new("--marking") { Description = "The TLP 2.0 marking: RED, AMBER+STRICT, AMBER, GREEN or CLEAR.", HelpName = "LABEL" };
    private readonly Option<string?> handling =
        new("--handling") { Description = "A further handling marking, such as OFFICIAL-SENSITIVE.", HelpName = "TEXT" };
    private readonly Option<string?> card =
        new("--card") { Description = "The moment the card is shown: at-once, after-embargo or with-contents.", HelpName = "WHEN" };
    private readonly Option<string?> embargo = new("--embargo")
    {
        Description = "The earliest opening: a time (2026-01-31T09:30:00Z), or a span from now (90m, 2h, 3d).",
        HelpName = "TIME",
    };
    private readonly Option<string?> expires =
        new("--expires") { Description = "The end of all openings: a time, or a span from now (90m, 2h, 3d).", HelpName = "TIME" };
    private readonly Option<string[]> purposes =
        new("--purpose") { Description = "A permitted purpose; may be repeated; replaces the default ones.", HelpName = "CODE" };
    private readonly Option<string?> openings =
        new("--max-openings") { Description = "The number of openings permitted in total.", HelpName = "COUNT" };
    private readonly Option<string?> perPerson =
        new("--max-openings-per-person") { Description = "The number of openings permitted for each person.", HelpName = "COUNT" };
    private readonly ApprovalFlags approvals = new();
    private readonly Option<string?> terms =
        new("--terms") { Description = "The terms that each reader must acknowledge first, a text file.", HelpName = "FILE" };
    private readonly Option<string?> onward = new("--onward")
    {
        Description = "The members who may be granted it beyond --to: none, party (readers of the same parties) or agreement.",
        HelpName = "HOW-FAR",
    };
    private readonly Option<string?> grantors =
        new("--grantors") { Description = "The members who may grant it: sender, or readers (the sender included).", HelpName = "WHO" };
    private readonly Option<string?> retention =
        new("--retention") { Description = "The time that it must be kept, in days (730d).", HelpName = "DAYS" };
    private readonly Option<bool> irrevocable =
        new("--irrevocable") { Description = "Give up the right to withdraw it or narrow its policy." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[
            file, to, card, embargo, expires, openings, perPerson, purposes, .. approvals.All, terms, onward, grantors, retention,
            irrevocable, marking, handling])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="ClientException">Wrong usage: what is wrong, and what would be right.</exception>
    public PolicyDraft Read(ParseResult parsed, AccessPolicy basis, Member sender, DirectoryState directory, DateTimeOffset now)
    {
        // 1. The policy to start from, changed by the file.
        PolicyScope scope = new(sender, directory, now);
        PolicyDraft draft = parsed.GetValue(file) is { } written ? PolicyFile.Read(written, basis, scope) : PolicyDraft.From(basis);

        // 2. Then by each flag.
        AccessPolicy policy = draft.Policy;
        policy = policy with
        {
            Audience = parsed.GetValue(to) is { Length: > 0 } names ? Read(() => AudienceNames.Read(names, directory)) : policy.Audience,
            CardShows = Word(parsed, card, PolicyValues.Card) ?? policy.CardShows,
            Embargo = Optional(parsed, embargo, policy.Embargo, text => PolicyValues.Time(text, now)),
            Expires = Optional(parsed, expires, policy.Expires, text => PolicyValues.Time(text, now)),
            MaxOpenings = Optional(parsed, openings, policy.MaxOpenings, PolicyValues.Count),
            MaxOpeningsPerPerson = Optional(parsed, perPerson, policy.MaxOpeningsPerPerson, PolicyValues.Count),
            Purposes = parsed.GetValue(purposes) is { Length: > 0 } codes
                ? Read(() => codes.Select(code => PolicyValues.Purpose(code, directory.Agreement)).ToArray())
                : policy.Purposes,
            Approvals = approvals.Read(parsed, policy.Approvals, scope),
            OnwardSharing = Word(parsed, onward, PolicyValues.Onward) ?? policy.OnwardSharing,
            Grantors = Word(parsed, grantors, PolicyValues.Granting) ?? policy.Grantors,
            RetentionDays = Optional(parsed, retention, policy.RetentionDays, PolicyValues.Days),
            Revocable = policy.Revocable && !parsed.GetValue(irrevocable),
            Tlp = Word(parsed, marking, PolicyValues.Marking) ?? policy.Tlp,
            Handling = parsed.GetValue(handling) is { } text
                ? text == PolicyValues.None ? "" : Read(() => PolicyValues.Handling(text))
                : policy.Handling,
        };
        draft = draft with { Policy = policy };
        draft = parsed.GetValue(terms) is { } path ? draft.WithTerms(Read(() => PolicyValues.Terms(TermsFile.Read(path)))) : draft;

        // 3. Someone must be able to open it.
        return policy.Audience.Count > 0
            ? draft
            : throw new ClientException(
                ExitCode.Usage,
                "Nobody could open it.",
                "Neither --to nor a policy file names anyone, and the agreement has no default audience for this kind.",
                "Give --to party/handle.");
    }

    /// <summary>Reads a value of a policy; a wrong one is a usage error.</summary>
    internal static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PolicyValueException wrong)
        {
            throw new ClientException(ExitCode.Usage, wrong.What, "", wrong.Right);
        }
    }

    private static T? Word<T>(ParseResult parsed, Option<string?> option, Func<string, T> read)
        where T : struct => parsed.GetValue(option) is { } text ? Read(() => read(text)) : null;

    private static T? Optional<T>(ParseResult parsed, Option<string?> option, T? before, Func<string, T> read)
        where T : struct => parsed.GetValue(option) switch
        {
            null => before,
            PolicyValues.None => null,
            { } text => Read(() => read(text)),
        };
}
