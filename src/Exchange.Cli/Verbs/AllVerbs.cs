using System.CommandLine;

namespace Exchange.Cli.Verbs;

/// <summary>Every command, in the order of the help.</summary>
internal static class AllVerbs
{
    public static IEnumerable<Command> Create(CommandEnvironment environment) =>
    [
        AgreementVerb.Create(environment),
        InitVerb.Create(environment),
        JoinVerb.Create(environment),
        MemberVerb.Create(environment),
        CardVerb.Create(environment),
        PasswdVerb.Create(environment),
    ];
}
