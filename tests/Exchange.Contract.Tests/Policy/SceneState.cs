using System.Globalization;
using Exchange.Contract.Policy;
using Exchange.Formats.Primitives;

namespace Exchange.Contract.Tests.Policy;

/// <summary>What has happened to an item, from words.</summary>
internal static class SceneState
{
    /// <summary>
    /// <c>3/1</c> (opened three times, once by the reader), <c>withdrawn</c>, <c>approved:erin</c>, <c>refused:erin</c>,
    /// <c>took-back:erin</c> (with <c>/dave</c>: for dave), <c>acknowledged</c>, <c>granted:party</c>.
    /// </summary>
    public static AccessState Of(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(AccessState.Fresh, Say);

    /// <summary>The word of a person on the item, and its digest, by which <see cref="Approver"/> knows them again.</summary>
    public static Approval Word(string person, ApprovalAnswer answer, string? reader = null) =>
        new(Scene.Readers[person], answer, reader is null ? null : Scene.Readers[reader].Id, Statement(person));

    /// <summary>Whose word a digest is.</summary>
    public static string Approver(Sha256Digest statement) => Scene.Readers.Keys.Single(person => Statement(person) == statement);

    private static AccessState Say(AccessState state, string word) => word.Split(':', '/') switch
    {
        ["withdrawn"] => state with { Withdrawn = true },
        ["acknowledged"] => state with { TermsAcknowledged = true },
        ["granted", string reach] => state with { GrantedOnward = Enum.Parse<OnwardSharing>(reach, ignoreCase: true) },
        ["approved", string person, .. string[] reader] => Add(state, Word(person, ApprovalAnswer.Approve, reader.SingleOrDefault())),
        ["refused", string person, .. string[] reader] => Add(state, Word(person, ApprovalAnswer.Refuse, reader.SingleOrDefault())),
        ["took-back", string person, .. string[] reader] => Add(state, Word(person, ApprovalAnswer.TakeBack, reader.SingleOrDefault())),
        [string all, string mine] => state with { OpeningsTotal = Number(all), OpeningsByReader = Number(mine) },
        _ => throw new FormatException(word),
    };

    private static AccessState Add(AccessState state, Approval approval) => state with { Approvals = [.. state.Approvals, approval] };

    private static Sha256Digest Statement(string person) => Sha256Digest.Of(System.Text.Encoding.ASCII.GetBytes(person));

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);
}
