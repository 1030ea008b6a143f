using System.Text.Json.Serialization;
using Exchange.Client.Audit;

namespace Exchange.Cli.Verbs;

/// <summary>The JSON that commands print: camelCase, a contract with scripts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SubmitJson))]
[JsonSerializable(typeof(IReadOnlyList<InboxJson>))]
[JsonSerializable(typeof(IReadOnlyList<OutboxJson>))]
[JsonSerializable(typeof(IReadOnlyList<AuditJson>))]
[JsonSerializable(typeof(PullJson))]
[JsonSerializable(typeof(ShowJson))]
[JsonSerializable(typeof(PreviewJson))]
[JsonSerializable(typeof(VerifyJson))]
[JsonSerializable(typeof(IReadOnlyList<MemberJson>))]
[JsonSerializable(typeof(AgreementJson))]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(ActJson))]
[JsonSerializable(typeof(GrantJson))]
[JsonSerializable(typeof(PolicyChangeJson))]
[JsonSerializable(typeof(ExplainJson))]
[JsonSerializable(typeof(PolicyWhoJson))]
internal sealed partial class CliJson : JsonSerializerContext;
