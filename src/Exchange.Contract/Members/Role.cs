using Exchange.Formats.Primitives;

namespace Exchange.Contract.Members;

/// <summary>What a member may do. The wire and the statements use the lower-case names.</summary>
public enum Role
{
    /// <summary>Submits items.</summary>
    Submitter = 1,

    /// <summary>Opens items whose policy names them.</summary>
    Reader = 2,

    /// <summary>Decides on openings that need approval.</summary>
    Approver = 3,

    /// <summary>Reads the audit record, statements and sealed parts; never gets a grant.</summary>
    Compliance = 4,

    /// <summary>Enrols and revokes the members of their own party.</summary>
    Administrator = 5,
}

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
        TryParse(name, out Role role)
            ? role
            : throw new MalformedException("a role is one of submitter, reader, approver, compliance, administrator");

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
