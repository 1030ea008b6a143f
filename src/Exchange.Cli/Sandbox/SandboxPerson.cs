using Exchange.Contract.Ids;
using Exchange.Contract.Members;

namespace Exchange.Cli.Sandbox;

/// <summary>Somebody in the sandbox; their home has the name of their handle.</summary>
internal sealed record SandboxPerson(MemberName Name, IReadOnlyList<Role> Roles)
{
    /// <summary>Administrators first: they are enrolled by their party's root key, before anybody else.</summary>
    public static IReadOnlyList<SandboxPerson> All { get; } =
    [
        new(MemberName.Parse("lab/dana"), [Role.Approver, Role.Administrator]),
        new(MemberName.Parse("institute/erin"), [Role.Approver, Role.Administrator]),
        new(MemberName.Parse("lab/alice"), [Role.Submitter]),
        new(MemberName.Parse("institute/bob"), [Role.Reader]),
        new(MemberName.Parse("institute/carol"), [Role.Compliance]),
    ];

    public bool IsAdministrator => Roles.Contains(Role.Administrator);
}
