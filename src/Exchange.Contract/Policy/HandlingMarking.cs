namespace Exchange.Contract.Policy;

/// <summary>The form of a handling marking: nothing that a terminal or a page would read otherwise than as text.</summary>
public static class HandlingMarking
{
    public static bool IsValid(string text) =>
        text.Length <= PolicyBytes.MaxHandling
        && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')
        && text.AsSpan().Trim(' ').Length == text.Length;
}
