using Exchange.Formats.Primitives;

namespace Exchange.Contract.Members;

/// <summary>The names of roles on the wire, in statements and on the command line.</summary>
public static class RoleNames
{
    public static string Format(Role role) => role switch
    {
        Role.Submitter => "submitter",
        Role.Reader => "reader",
        Role.Approver => "approver",
        Role.Compliance => "compliance",
        Role.Administrator => "administrator",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <exception cref="MalformedException">No such role.</exception>
    public static Role Parse(string name) =>
        TryParse(name, out Role role) ? role : throw new MalformedException("a role is one of submitter, reader, approver, compliance, administrator");

    public static bool TryParse(string? name, out Role role)
    {
        foreach (Role candidate in Enum.GetValues<Role>())
        {
            if (Format(candidate) == name)
            {
                role = candidate;
                return true;
            }
        }

        role = default;
        return false;
    }
}
