using System.Text.Json.Serialization;
using Exchange.Contract.Json;

namespace Exchange.Contract.Statements;

/// <summary>
/// How predicates are written: compact JSON, members in declared order, nulls written, nothing unknown, nothing twice.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 16,
    Converters =
    [
        typeof(ItemIdConverter), typeof(MemberIdConverter), typeof(AgreementIdConverter), typeof(RequestIdConverter),
        typeof(PartyNameConverter), typeof(HandleConverter), typeof(DigestConverter), typeof(RoleConverter),
        typeof(Ed25519KeyConverter), typeof(MlDsa65KeyConverter), typeof(TlsKeyConverter), typeof(RecipientConverter),
        typeof(VerifierKeyConverter), typeof(InstantConverter), typeof(SealedKeyConverter), typeof(ApprovalAnswerConverter),
    ])]
[JsonSerializable(typeof(AgreementPredicate))]
[JsonSerializable(typeof(JoinRequestPredicate))]
[JsonSerializable(typeof(MembershipPredicate))]
[JsonSerializable(typeof(RevocationPredicate))]
[JsonSerializable(typeof(ItemPredicate))]
[JsonSerializable(typeof(GrantPredicate))]
[JsonSerializable(typeof(ReleaseRequestPredicate))]
[JsonSerializable(typeof(ApprovalPredicate))]
[JsonSerializable(typeof(AcknowledgementPredicate))]
[JsonSerializable(typeof(PolicyChangePredicate))]
[JsonSerializable(typeof(WithdrawalPredicate))]
internal sealed partial class StatementJson : JsonSerializerContext;
