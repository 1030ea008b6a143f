using Exchange.Contract.Members;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Policy;

/// <summary>The lower-case names of roles on the wire.</summary>
internal static class RoleName
{
    public static string Of(Role role) => role switch
    {
        Role.Submitter => "submitter",
        Role.Reader => "reader",
        Role.Approver => "approver",
        Role.Compliance => "compliance",
        Role.Administrator => "administrator",
        _ => throw new MalformedException("a policy names a role that does not exist"),
    };

    public static Role Parse(string name) => name switch
    {
        "submitter" => Role.Submitter,
        "reader" => Role.Reader,
        "approver" => Role.Approver,
        "compliance" => Role.Compliance,
        "administrator" => Role.Administrator,
        _ => throw new MalformedException("a policy names a role that does not exist"),
    };
}
