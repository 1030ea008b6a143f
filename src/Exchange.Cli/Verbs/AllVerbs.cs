using System.CommandLine;

namespace Exchange.Cli.Verbs;

/// <summary>Every command, in the order of the help.</summary>
internal static class AllVerbs
{
    public static IEnumerable<Command> Create(CommandEnvironment environment) =>
    [
        DemoVerb.Create(environment),
        SandboxVerb.Create(environment),
        ServeVerb.Create(environment),
        AgreementVerb.Create(environment),
        InitVerb.Create(environment),
        JoinVerb.Create(environment),
        MemberVerb.Create(environment),
        CardVerb.Create(environment),
        SubmitVerb.Create(environment),
        InboxVerb.CreateInbox(environment),
        InboxVerb.CreateSent(environment),
        OutboxVerb.Create(environment),
        ShowVerb.Create(environment),
        PullVerb.Create(environment),
        AuditVerb.Create(environment),
        VerifyVerb.Create(environment),
        PasswdVerb.Create(environment),
        DoctorVerb.Create(environment),
    ];
}
