using Exchange.Client.Errors;
using Exchange.Client.Transfer;
using Exchange.Contract.Items;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Retrieval;

/// <summary>Opens one sealed part, in bounded memory.</summary>
internal static class PartOpener
{
    private static readonly AgeOpenOptions Options = new() { RequireSinglePostQuantumStanza = true };

    /// <param name="expected">The bytes that the card says the file has.</param>
    /// <exception cref="VerificationException">It is not sealed as a part must be, or has another length than the card says.</exception>
    public static async Task OpenAsync(
        Stream sealedPart,
        FileStream plaintext,
        VerifiedItem item,
        ItemPart part,
        long expected,
        HybridIdentity key,
        Action<long> report,
        CancellationToken cancellationToken)
    {
        try
        {
            await using CountedStream counted = new(plaintext, report);
            await AgeOpener.OpenAsync(sealedPart, counted, [key], Options, cancellationToken);
        }
        catch (MalformedException unreadable)
        {
            throw new VerificationException(
                VerificationFault.PartUnreadable,
                $"part {part.Index} of {item.Id}: {unreadable.Message}",
                unreadable);
        }

        if (plaintext.Length != expected)
        {
            throw new VerificationException(
                VerificationFault.PartUnreadable,
                $"part {part.Index} of {item.Id} has {plaintext.Length} bytes, its card says {expected}");
        }

        plaintext.Flush(flushToDisk: true);
    }
}
