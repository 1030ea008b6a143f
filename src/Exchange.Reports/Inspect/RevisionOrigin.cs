namespace Exchange.Reports.Inspect;

/// <summary>
/// The address of the repository that a run came from. Inspect before 0.3.242 wrote it as git had it, with any credentials.
/// </summary>
internal static class RevisionOrigin
{
    private const string Hidden = "***";

    /// <summary>The origin with <c>***</c> in place of credentials; the same text if there are none.</summary>
    public static string? WithoutCredentials(string? origin)
    {
        if (origin is null || UserInfo(origin) is not (int start, int length))
        {
            return origin;
        }

        return string.Concat(origin.AsSpan(0, start), Hidden, origin.AsSpan(start + length));
    }

    /// <summary>
    /// Where the credentials are: a user with a password or, over HTTP, any user, which is then a token. <c>ssh://git@…</c> has none.
    /// </summary>
    private static (int Start, int Length)? UserInfo(string origin)
    {
        int scheme = origin.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return null;
        }

        int start = scheme + 3;
        int end = origin.AsSpan(start).IndexOfAny('/', '?', '#');
        int at = origin.AsSpan(start, end < 0 ? origin.Length - start : end).LastIndexOf('@');
        if (at <= 0)
        {
            return null;
        }

        bool password = origin.AsSpan(start, at).Contains(':');
        bool http = origin.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        return password || http ? (start, at) : null;
    }
}
