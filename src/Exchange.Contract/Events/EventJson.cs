using System.Text.Json.Serialization;
using Exchange.Contract.Json;

namespace Exchange.Contract.Events;

/// <summary>How events are written: as predicates are.</summary>
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
[JsonSerializable(typeof(AuditEvent))]
internal sealed partial class EventJson : JsonSerializerContext;
