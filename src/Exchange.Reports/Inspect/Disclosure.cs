using System.Text.Json;
using System.Text.RegularExpressions;
using Exchange.Formats.Safety;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>
/// Finds what the header of a log discloses besides results: people and credentials. It helps the sender but guarantees nothing:
/// the samples are not read. The sentences name the place, never the value.
/// </summary>
internal sealed partial class Disclosure
{
    private static readonly string[] People =
    [
        "author", "created_by", "email", "owner", "reviewer", "started_by", "submitted_by", "user", "user_id", "userid", "username",
        "user_name",
    ];

    /// <summary>How the names of secrets end, as <c>OPENAI_API_KEY</c> does.</summary>
    private static readonly string[] Secrets =
    [
        "api_key", "apikey", "access_key", "secret_key", "private_key", "secret", "auth_token", "access_token", "api_token", "hf_token",
        "password", "passwd", "credential", "credentials", "authorization",
    ];

    /// <summary>Members that the person who ran the evaluation wrote.</summary>
    private static readonly string[] Places =
        ["metadata", "task_args", "task_args_passed", "model_args", "model_roles", "solver_args", "solver_args_passed"];

    /// <summary>Settings, in which a name such as <c>user</c> is of a sandbox, not of a person.</summary>
    private static readonly string[] Settings = ["model_base_url", "model_generate_config", "sandbox"];

    /// <summary>The most places that are kept of a header full of them.</summary>
    private const int MaxFound = 64;

    private const int MaxPlace = 200;

    /// <summary>The most sentences about places of one sort.</summary>
    private const int MaxSaid = 8;

    private readonly SortedSet<string> people = new(StringComparer.Ordinal);
    private readonly SortedSet<string> secrets = new(StringComparer.Ordinal);

    public IEnumerable<string> In(JsonElement root, IEnumerable<JsonElement> configUpdates)
    {
        JsonElement eval = root.Object("eval") ?? default;
        string? origin = eval.Object("revision")?.Text("origin");
        if (RevisionOrigin.WithoutCredentials(origin) != origin)
        {
            yield return "the repository address in the log contains credentials; the card leaves them out, but the log does not";
        }

        Search(root, eval, configUpdates);
        foreach (string place in people.Take(MaxSaid))
        {
            yield return $"{place} may identify a person";
        }

        foreach (string place in secrets.Take(MaxSaid))
        {
            yield return $"{place} may contain a secret";
        }
    }

    private void Search(JsonElement root, JsonElement eval, IEnumerable<JsonElement> configUpdates)
    {
        foreach (string place in Places)
        {
            Walk(Member(eval, place), place, settings: false);
        }

        foreach (string place in Settings)
        {
            Walk(Member(eval, place), place, settings: true);
        }

        Walk(root.Object("plan"), "plan", settings: true);
        Walk(root.Object("error"), "error", settings: true);
        Walk(root.Object("metadata"), "metadata", settings: false);
        Walk(root.Array("log_updates"), "log_updates", settings: false);
        foreach (JsonElement update in configUpdates)
        {
            Walk(update, "config_updates", settings: false);
        }
    }

    private void Walk(JsonElement? element, string place, bool settings)
    {
        switch (element?.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.Value.EnumerateObject())
                {
                    string name = TerminalText.Safe(JsonFields.NameOf(member), 60);
                    Walk(member.Value, place.Length < MaxPlace ? $"{place}.{name}" : place, settings);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.Value.EnumerateArray())
                {
                    Walk(item, place, settings);
                }

                break;
            case JsonValueKind.String when element.Value.AsText() is { Length: > 0 } text:
                Judge(place, text, settings);
                break;
            case JsonValueKind.Number:
                Judge(place, "", settings);
                break;
            default:
                break;
        }
    }

    /// <param name="place">The place of a text or number, whose name may show what it is.</param>
    /// <param name="text">The text; empty for a number.</param>
    /// <param name="settings">Whether it is a setting.</param>
    private void Judge(string place, string text, bool settings)
    {
        if (people.Count + secrets.Count >= MaxFound)
        {
            return;
        }

        string name = place[(place.LastIndexOf('.') + 1)..];
        if (!settings && (People.Contains(name, StringComparer.OrdinalIgnoreCase) || Account().IsMatch(text)))
        {
            people.Add(place);
        }

        bool named = name.Equals("token", StringComparison.OrdinalIgnoreCase)
            || Secrets.Any(secret => name.EndsWith(secret, StringComparison.OrdinalIgnoreCase));
        if (named || Key().IsMatch(text) || RevisionOrigin.WithoutCredentials(text) != text)
        {
            secrets.Add(place);
        }
    }

    /// <summary>A text of the log for the card, with <c>***</c> in place of obvious keys and passwords.</summary>
    public static string? WithoutSecrets(string? text) =>
        text is null ? null : RevisionOrigin.WithoutCredentials(Key().Replace(text, "***"));

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryMember(name, out JsonElement value) ? value : null;

    /// <summary>An account at an identity provider, or an e-mail address.</summary>
    [GeneratedRegex(
        @"oauth2\||auth0\||\A[^@\s:/]+@[^@\s:/]+\.[A-Za-z]{2,}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Account();

    /// <summary>
    /// Keys that can be recognised by their beginning: of OpenAI and Anthropic, GitHub, Hugging Face, Amazon, and private keys.
    /// </summary>
    [GeneratedRegex(
        @"(?<![A-Za-z0-9_-])((sk-[A-Za-z0-9_-]{16}|gh[pousr]_|github_pat_|hf_[A-Za-z0-9]{16}|AKIA[A-Z0-9]{16})[A-Za-z0-9_-]*"
            + @"|-----BEGIN [A-Z ]*PRIVATE KEY[\s\S]*)",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
