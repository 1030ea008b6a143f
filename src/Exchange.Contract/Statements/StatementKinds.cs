using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Exchange.Contract.Statements;

/// <summary>The statements that this version knows.</summary>
public static class StatementKinds
{
    // Without this encoder '+' in base64 would be written \u002B: legal, but no other implementation would write it.
    internal static readonly StatementJson Json =
        new(new JsonSerializerOptions(StatementJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static StatementKind<AgreementPredicate> Agreement { get; } = new(PredicateTypes.Agreement, Json.AgreementPredicate);

    public static StatementKind<JoinRequestPredicate> JoinRequest { get; } = new(PredicateTypes.JoinRequest, Json.JoinRequestPredicate);

    public static StatementKind<MembershipPredicate> Membership { get; } = new(PredicateTypes.Membership, Json.MembershipPredicate);

    public static StatementKind<RevocationPredicate> Revocation { get; } = new(PredicateTypes.Revocation, Json.RevocationPredicate);

    public static StatementKind<ItemPredicate> Item { get; } = new(PredicateTypes.Item, Json.ItemPredicate);

    public static StatementKind<GrantPredicate> Grant { get; } = new(PredicateTypes.Grant, Json.GrantPredicate);

    public static StatementKind<ReleaseRequestPredicate> ReleaseRequest { get; } =
        new(PredicateTypes.ReleaseRequest, Json.ReleaseRequestPredicate);

    public static StatementKind<ApprovalPredicate> Approval { get; } = new(PredicateTypes.Approval, Json.ApprovalPredicate);

    public static StatementKind<AcknowledgementPredicate> Acknowledgement { get; } =
        new(PredicateTypes.Acknowledgement, Json.AcknowledgementPredicate);

    public static StatementKind<PolicyChangePredicate> PolicyChange { get; } =
        new(PredicateTypes.PolicyChange, Json.PolicyChangePredicate);

    public static StatementKind<WithdrawalPredicate> Withdrawal { get; } = new(PredicateTypes.Withdrawal, Json.WithdrawalPredicate);
}

/// <summary>Ties a predicate type URI to the type that reads it.</summary>
public sealed class StatementKind<TPredicate>
{
    internal StatementKind(string predicateType, JsonTypeInfo<TPredicate> json)
    {
        PredicateType = predicateType;
        Json = json;
    }

    public string PredicateType { get; }

    internal JsonTypeInfo<TPredicate> Json { get; }
}
