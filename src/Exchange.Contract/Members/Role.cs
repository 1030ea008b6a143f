namespace Exchange.Contract.Members;

/// <summary>What a member may do. The wire and the statements use the lower-case names.</summary>
public enum Role
{
    /// <summary>Hands in items.</summary>
    Submitter = 1,

    /// <summary>Opens items whose policy names them.</summary>
    Reader = 2,

    /// <summary>Decides on openings that need approval.</summary>
    Approver = 3,

    /// <summary>Reads the audit record, statements and sealed parts; is never handed a grant.</summary>
    Compliance = 4,

    /// <summary>Enrols and revokes the members of their own party.</summary>
    Administrator = 5,
}
