using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;

namespace Exchange.EndToEnd.Peers;

/// <summary>A case as <c>tests/peers/cedar.mjs</c> reads it.</summary>
internal static class CedarLine
{
    public static string Of(CedarCase question) => new JsonObject
    {
        ["policies"] = CedarPolicy.Text(question.Policy, question.Agreement),
        ["entities"] = new JsonArray(Member(question.Reader)),
        ["principal"] = Entity("Member", question.Reader.Id.ToString()),
        ["action"] = Entity("Action", question.Key.ToString()),
        ["resource"] = Entity("Item", "item"),
        ["context"] = Context(question),
    }.ToJsonString();

    private static JsonObject Member(Reader reader)
    {
        string[] roles = [.. reader.Roles.Select(RoleNames.Format)];
        return new JsonObject
        {
            ["uid"] = Entity("Member", reader.Id.ToString()),
            ["attrs"] = new JsonObject { ["active"] = reader.Active, ["roles"] = Words(roles) },
            ["parents"] = new JsonArray(
            [
                .. roles.Select(role => Entity("Role", $"{reader.Party}/{role}")),
                .. reader.Teams.Select(team => Entity("Team", $"{reader.Party}/{team}")),
            ]),
        };
    }

    private static JsonObject Context(CedarCase question)
    {
        JsonObject context = new()
        {
            ["at"] = question.At.ToUnixTimeMilliseconds(),
            ["withdrawn"] = question.State.Withdrawn,
            ["openings"] = question.State.OpeningsTotal,
            ["openingsByReader"] = question.State.OpeningsByReader,
            ["acknowledged"] = question.State.TermsAcknowledged,
            ["granted"] = question.State.GrantedOnward.ToString(),
            ["approved"] =
                JsonSerializer.SerializeToNode(question.Approved.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value)),
            ["refused"] =
                JsonSerializer.SerializeToNode(question.Refused.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value)),
        };
        if (question.Purpose is not null)
        {
            context["purpose"] = question.Purpose;
        }

        return context;
    }

    private static JsonObject Entity(string type, string id) => new() { ["type"] = type, ["id"] = id };

    private static JsonArray Words(string[] words) => new([.. words.Select(word => JsonValue.Create(word))]);
}
