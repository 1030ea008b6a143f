using System.Text.Json;
using System.Text.RegularExpressions;
using Exchange.Reports.Json;

namespace Exchange.Reports.Inspect;

/// <summary>
/// Finds what a log's header gives away beside its results: people and credentials. A help for the sender, not a
/// guarantee: the samples are not read. The sentences name the place, never the value.
/// </summary>
internal static partial class Disclosure
{
    private static readonly string[] People =
        ["author", "created_by", "email", "owner", "reviewer", "started_by", "submitted_by", "user", "user_id", "userid", "username", "user_name"];

    private static readonly string[] Secrets =
        ["api_key", "apikey", "access_key", "secret", "token", "password", "passwd", "credential", "credentials", "authorization"];

    /// <summary>Bounds on what is kept of a header full of such places.</summary>
    private const int MaxFound = 64;

    private const int MaxPlace = 200;

    private static readonly string[] Places = ["metadata", "task_args", "task_args_passed", "model_args", "solver_args_passed"];

    public static IEnumerable<string> In(JsonElement root)
    {
        JsonElement eval = root.Object("eval") ?? default;
        string? origin = eval.Object("revision")?.Text("origin");
        if (RevisionOrigin.WithoutCredentials(origin) != origin)
        {
            yield return "the revision's origin holds credentials: the card leaves them out, but the log itself holds them";
        }

        SortedSet<string> people = new(StringComparer.Ordinal);
        SortedSet<string> secrets = new(StringComparer.Ordinal);
        foreach (string place in Places)
        {
            Walk(eval.Object(place), place, people, secrets);
        }

        Walk(root.Object("metadata"), "metadata", people, secrets);
        Walk(root.Array("log_updates"), "log_updates", people, secrets);
        foreach (string place in people.Take(8))
        {
            yield return $"{place} may identify a person";
        }

        foreach (string place in secrets.Take(8))
        {
            yield return $"{place} may hold a secret";
        }
    }

    private static void Walk(JsonElement? element, string place, SortedSet<string> people, SortedSet<string> secrets)
    {
        switch (element?.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.Value.EnumerateObject())
                {
                    Walk(member.Value, place.Length < MaxPlace ? $"{place}.{Name(member)}" : place, people, secrets);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.Value.EnumerateArray())
                {
                    Walk(item, place, people, secrets);
                }

                break;
            case JsonValueKind.String when element.Value.AsText() is { Length: > 0 } text:
                Judge(place, text, people, secrets);
                break;
            default:
                break;
        }
    }

    private static void Judge(string place, string text, SortedSet<string> people, SortedSet<string> secrets)
    {
        string name = place[(place.LastIndexOf('.') + 1)..];
        if (people.Count + secrets.Count >= MaxFound)
        {
            return;
        }

        if (People.Contains(name, StringComparer.OrdinalIgnoreCase) || Account().IsMatch(text))
        {
            people.Add(place);
        }

        if (Secrets.Contains(name, StringComparer.OrdinalIgnoreCase) || Key().IsMatch(text)
            || RevisionOrigin.WithoutCredentials(text) != text)
        {
            secrets.Add(place);
        }
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return TerminalText.Safe(member.Name, 60);
        }
        catch (InvalidOperationException)
        {
            return "(unreadable)";
        }
    }

    /// <summary>An account at an identity provider, or an e-mail address.</summary>
    [GeneratedRegex(@"oauth2\||auth0\||\A[^@\s:/]+@[^@\s:/]+\.[A-Za-z]{2,}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Account();

    /// <summary>Keys that say what they are by their beginning: of OpenAI and Anthropic, GitHub, Hugging Face, Amazon, and private keys.</summary>
    [GeneratedRegex(@"\A(sk-[A-Za-z0-9_-]{16}|gh[pousr]_|github_pat_|hf_[A-Za-z0-9]{16}|AKIA[A-Z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE KEY)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
