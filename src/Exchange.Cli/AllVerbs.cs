using Exchange.Cli.Demo;
using Exchange.Cli.Doctor;
using Exchange.Cli.Help;
using Exchange.Cli.Sandbox;
using Exchange.Cli.Shell;
using Exchange.Cli.Verbs;

namespace Exchange.Cli;

/// <summary>Every command, in the groups and the order of the help.</summary>
internal static class AllVerbs
{
    public static IReadOnlyList<VerbGroup> Create(CommandEnvironment environment) =>
    [
        new("Try it", [DemoVerb.Create(environment), SandboxVerb.Create(environment)]),
        new(
            "Submit",
            [
                CardVerb.Create(environment), SubmitVerb.Create(environment), InboxVerb.CreateSent(environment),
                OutboxVerb.Create(environment),
            ]),
        new(
            "Read",
            [
                InboxVerb.CreateInbox(environment), ShowVerb.Create(environment), PullVerb.Create(environment),
                AcknowledgeVerb.Create(environment),
            ]),
        new(
            "Decide",
            [
                ApproveVerb.Create(environment), GrantVerb.Create(environment), WithdrawVerb.Create(environment),
                PolicyVerb.Create(environment),
            ]),
        new("Check", [AuditVerb.Create(environment), VerifyVerb.Create(environment), DoctorVerb.Create(environment)]),
        new("Join and manage keys", [JoinVerb.Create(environment), MemberVerb.Create(environment), PasswdVerb.Create(environment)]),
        new("Set up and run", [AgreementVerb.Create(environment), InitVerb.Create(environment), ServeVerb.Create(environment)]),
    ];
}
