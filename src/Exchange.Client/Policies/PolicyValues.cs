using System.Globalization;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Exchange.Reports.Cards;

namespace Exchange.Client.Policies;

/// <summary>The values of a policy as people write them, the same in a policy file and on the command line.</summary>
public static class PolicyValues
{
    /// <summary>The word that removes an optional value.</summary>
    public const string None = "none";

    private const string RightTime = "Write 2026-01-31T09:30:00Z, or 90m, 2h, 3d from now.";

    private const string PartsOfASecond = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private static readonly string[] WholeSeconds = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"];

    /// <summary>The most minutes, hours or days from now.</summary>
    private const int MaxFromNow = 100_000;

    private static readonly (string, CardShows)[] CardWords =
    [
        ("at-once", CardShows.AtOnce),
        ("after-embargo", CardShows.AfterEmbargo),
        ("with-contents", CardShows.WithContents),
    ];

    private static readonly (string, OnwardSharing)[] SharingWords =
    [
        (None, OnwardSharing.None),
        ("party", OnwardSharing.Party),
        ("agreement", OnwardSharing.Agreement),
    ];

    private static readonly (string, Grantors)[] GrantorWords = [("sender", Grantors.Sender), ("readers", Grantors.Readers)];
    private static readonly (string, bool)[] TruthWords = [("true", true), ("false", false)];
    private static readonly (string, Tlp)[] Markings =
        [.. Enum.GetValues<Tlp>().Select(tlp => (TlpLabel.Text(tlp)["TLP:".Length..], tlp))];

    /// <summary>A time of RFC 3339 with whole seconds, or minutes, hours or days from now.</summary>
    public static DateTimeOffset Time(string text, DateTimeOffset now)
    {
        DateTimeOffset whole = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        if (text.Length > 1
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count <= MaxFromNow)
        {
            switch (text[^1])
            {
                case 'm': return whole.AddMinutes(count);
                case 'h': return whole.AddHours(count);
                case 'd': return whole.AddDays(count);
                default: break;
            }
        }

        bool read = DateTimeOffset.TryParseExact(
            text, WholeSeconds, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time);
        return read && time >= DateTimeOffset.UnixEpoch
            ? time.ToUniversalTime()
            : throw new PolicyValueException($"{Spelling.Quoted(text)} is not a time.", RightTime);
    }

    /// <summary>As <see cref="Time"/>, and also with parts of a second, as records have them.</summary>
    public static DateTimeOffset Instant(string text, DateTimeOffset now) =>
        DateTimeOffset.TryParseExact(
            text, PartsOfASecond, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
        && time >= DateTimeOffset.UnixEpoch
            ? time.ToUniversalTime()
            : Time(text, now);

    /// <summary>How often, or how many: from 1 on.</summary>
    public static uint Count(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint count) && count > 0
            ? count
            : throw new PolicyValueException($"{Spelling.Quoted(text)} is not a count.", "Write a whole number from 1 on, such as 10.");

    /// <summary>Days, such as <c>730d</c>.</summary>
    public static uint Days(string text) =>
        text.EndsWith('d')
        && uint.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out uint days)
        && days is >= 1 and <= PolicyBytes.MaxRetentionDays
            ? days
            : throw new PolicyValueException(
                $"{Spelling.Quoted(text)} is not a number of days.", $"Write 1d to {PolicyBytes.MaxRetentionDays}d, such as 730d.");

    public static bool Truth(string text) => One(text, "neither true nor false", TruthWords);

    public static CardShows Card(string text) => One(text, "not a time for the card to show", CardWords);

    public static OnwardSharing Onward(string text) => One(text, "not a way of onward sharing", SharingWords);

    public static Grantors Granting(string text) => One(text, "not a grantor", GrantorWords);

    /// <summary>A label of TLP 2.0, with or without <c>TLP:</c>.</summary>
    public static Tlp Marking(string text) => TlpLabel.TryParse(text, out Tlp tlp) ? tlp : One(text, "not a marking", Markings);

    public static string Handling(string text) => HandlingMarking.IsValid(text) && text.Length > 0
        ? text
        : throw new PolicyValueException(
            $"{Spelling.Quoted(text)} is not a handling marking.",
            $"Write at most {PolicyBytes.MaxHandling} printable ASCII characters with no space at either end, "
                + "such as OFFICIAL-SENSITIVE.");

    public static string Purpose(string text, Agreement agreement) => agreement.Predicate.Purposes.Contains(text)
        ? text
        : throw new PolicyValueException(
            $"{Spelling.Quoted(text)} is not a purpose of the agreement.",
            $"{Spelling.Hint(text, agreement.Predicate.Purposes)}Use one of {Spelling.List(agreement.Predicate.Purposes)}.");

    public static PartyName Party(string text, Agreement agreement)
    {
        string[] parties = [.. agreement.Predicate.Parties.Select(party => party.Name.ToString())];
        return parties.Contains(text)
            ? PartyName.Parse(text)
            : throw new PolicyValueException(
                $"{Spelling.Quoted(text)} is not a party of the agreement.",
                $"{Spelling.Hint(text, parties)}Use one of {Spelling.List(parties)}.");
    }

    public static Role Role(string text) =>
        RoleNames.TryParse(text, out Role role)
            ? role
            : One(text, "not a role", [.. Enum.GetValues<Role>().Select(known => (RoleNames.Format(known), known))]);

    /// <summary>The text of terms, under a fresh salt.</summary>
    public static TermsText Terms(string text)
    {
        try
        {
            return TermsText.Of(text);
        }
        catch (MalformedException refused)
        {
            throw new PolicyValueException(
                $"The terms cannot be used: {refused.Message}.", $"Write plain text of at most {TermsText.MaxBytes / 1024} KiB.");
        }
    }

    private static T One<T>(string text, string otherwise, (string Word, T Value)[] known)
    {
        foreach ((string word, T value) in known)
        {
            if (word == text)
            {
                return value;
            }
        }

        string[] words = [.. known.Select(entry => entry.Word)];
        throw new PolicyValueException(
            $"{Spelling.Quoted(text)} is {otherwise}.", $"{Spelling.Hint(text, words)}Use one of {string.Join(", ", words)}.");
    }
}

/// <summary>
/// What the words of a policy are read against: whose policy it is, which members and purposes there are, and when "2d" counts from.
/// </summary>
public sealed record PolicyScope(Member Sender, DirectoryState Directory, DateTimeOffset Now);

/// <summary>A value that somebody wrote in a policy is not valid. Safe to print.</summary>
/// <param name="what">What is wrong, as one sentence.</param>
/// <param name="right">How to correct it, as one sentence.</param>
public sealed class PolicyValueException(string what, string right) : Exception($"{what} {right}".TrimEnd())
{
    public string What { get; } = what;

    public string Right { get; } = right;
}
