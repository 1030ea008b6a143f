namespace Exchange.Client.Policies;

/// <summary>One value.</summary>
/// <param name="Plain">Written without quotes and not as a block: only then is a word such as <c>null</c> more than its letters.</param>
internal sealed record YamlScalar(FilePlace At, string Text, bool Plain) : YamlNode(At)
{
    /// <summary>Whether it says that there is no value.</summary>
    public bool IsNone => Plain && Text is (PolicyValues.None or "null" or "~");

    /// <summary>Whether nothing was written after the colon or the dash.</summary>
    public bool IsMissing => Plain && Text.Length == 0;
}
