using System.Text;
using Exchange.Client.Errors;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;
using Exchange.Formats.Safety;

namespace Exchange.Client.Policies;

/// <summary>
/// A policy as people write it in a file, in YAML. A field that is left out stays as it is in the policy that the file changes.
/// </summary>
public static class PolicyFile
{
    /// <summary>Bytes of the file.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int MaxShown = 5;

    /// <exception cref="ClientException">
    /// Wrong usage: there is no such file, or it has mistakes, each with its place, what is wrong and how to correct it.
    /// </exception>
    public static PolicyDraft Read(string path, AccessPolicy basis, PolicyScope scope) =>
        Parse(SmallFile.Read(path, MaxBytes), TerminalText.Safe(path), PolicyDraft.From(basis), scope);

    /// <param name="name">The file's name, safe to print.</param>
    /// <exception cref="ClientException">It has mistakes.</exception>
    internal static PolicyDraft Parse(ReadOnlySpan<byte> bytes, string name, PolicyDraft basis, PolicyScope scope)
    {
        List<PolicyMistake> mistakes = [];
        try
        {
            // 1. Text, then YAML, then fields. A mistake in one field does not hide those in the others.
            YamlMapping file = YamlTree.Read(Text(bytes));
            PolicyDraft draft = PolicyFields.Read(file, basis, new FieldNames(scope, mistakes));

            // 2. What holds of a policy as a whole.
            return mistakes.Count == 0 ? Encodable(draft) : throw Refused(name, mistakes);
        }
        catch (PolicyMistakeException stopped)
        {
            throw Refused(name, [.. mistakes, stopped.Mistake]);
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            throw Whole("The file is too large.", $"A policy file has at most {MaxBytes / 1024} KiB.");
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(SmallFile.WithoutMark(bytes));
        }
        catch (DecoderFallbackException)
        {
            throw Whole("The file is not UTF-8 text.", "Save it as plain text in UTF-8.");
        }
    }

    private static PolicyDraft Encodable(PolicyDraft draft)
    {
        try
        {
            _ = PolicyBytes.Encode(draft.Policy);
            return draft;
        }
        catch (MalformedException beyond)
        {
            throw Whole($"The policy cannot be encoded: {beyond.Message}.", "Keep within that limit.");
        }
    }

    private static PolicyMistakeException Whole(string what, string right) => new(new PolicyMistake(FilePlace.Start, what, right));

    private static ClientException Refused(string name, List<PolicyMistake> mistakes)
    {
        if (mistakes is [PolicyMistake only])
        {
            return new ClientException(ExitCode.Usage, $"{name}:{only.At}: {only.What}", "", only.Right);
        }

        IEnumerable<string> lines = mistakes
            .OrderBy(mistake => mistake.At.Line)
            .ThenBy(mistake => mistake.At.Column)
            .Take(MaxShown)
            .Select(mistake => $"{name}:{mistake.At}: {mistake.What} {mistake.Right}");
        string more = mistakes.Count > MaxShown ? FormattableString.Invariant($"\nand {mistakes.Count - MaxShown} more.") : "";
        string what = FormattableString.Invariant($"{name} has {mistakes.Count} mistakes.");
        return new ClientException(ExitCode.Usage, what, "", string.Join('\n', lines) + more);
    }
}
