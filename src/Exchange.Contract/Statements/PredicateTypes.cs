namespace Exchange.Contract.Statements;

/// <summary>
/// The predicate type URIs. <c>.example</c> is reserved (RFC 2606) and resolves nowhere: the URIs are names, and nothing fetches them.
/// </summary>
internal static class PredicateTypes
{
    public const string Agreement = "https://exchange.example/agreement/v1";
    public const string JoinRequest = "https://exchange.example/join-request/v1";
    public const string Membership = "https://exchange.example/membership/v1";
    public const string Revocation = "https://exchange.example/revocation/v1";
    public const string Item = "https://exchange.example/item/v1";
    public const string Grant = "https://exchange.example/grant/v1";
    public const string ReleaseRequest = "https://exchange.example/release-request/v1";
    public const string Approval = "https://exchange.example/approval/v1";
    public const string Acknowledgement = "https://exchange.example/acknowledgement/v1";
    public const string PolicyChange = "https://exchange.example/policy-change/v1";
    public const string Withdrawal = "https://exchange.example/withdrawal/v1";
}
