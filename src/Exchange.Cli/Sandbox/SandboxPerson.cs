using Exchange.Contract.Ids;
using Exchange.Contract.Members;

namespace Exchange.Cli.Sandbox;

/// <summary>A person in the sandbox; their home is the folder named after their handle.</summary>
internal sealed record SandboxPerson(MemberName Name, IReadOnlyList<Role> Roles)
{
    /// <summary>Administrators first: their party's root key enrols them before anyone else.</summary>
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
