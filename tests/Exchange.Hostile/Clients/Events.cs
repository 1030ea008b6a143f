using System.Text.Json;

namespace Exchange.Hostile.Clients;

/// <summary>What the audit log tells compliance.</summary>
internal static class Events
{
    public static async Task<IReadOnlyList<JsonElement>> AllAsync(AttackedServer server) =>
        [.. (await server.AsAsync("carol", "audit", "log", "--json")).Expect(0).Json.EnumerateArray()];

    /// <summary>How many events have this code and, where given, this outcome.</summary>
    public static async Task<int> CountAsync(AttackedServer server, string code, string? outcome = null) =>
        (await AllAsync(server))
            .Count(line => line.GetProperty("event").GetString() == code
                && (outcome is null || line.GetProperty("outcome").GetString() == outcome));
}
