using Exchange.Formats.Primitives;

namespace Exchange.Contract.Ids;

/// <summary>
/// How people write a member: <c>party/handle</c>. A handle may pass to another person; a <see cref="MemberId"/> never does.
/// </summary>
public readonly record struct MemberName(PartyName Party, Handle Handle)
{
    /// <exception cref="MalformedException">Not <c>party/handle</c>.</exception>
    public static MemberName Parse(string text) =>
        TryParse(text, out MemberName name) ? name : throw new MalformedException("a member is written party/handle");

    public static bool TryParse(string? text, out MemberName name)
    {
        name = default;
        int slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (text is null || slash < 0
            || !PartyName.TryParse(text[..slash], out PartyName party) || !Handle.TryParse(text[(slash + 1)..], out Handle handle))
        {
            return false;
        }

        name = new MemberName(party, handle);
        return true;
    }

    public override string ToString() => $"{Party}/{Handle}";
}
