using System.Security.Cryptography;
using Exchange.Client.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Formats.Age;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Release;

/// <summary>
/// Opens a grant and holds every line of it against the verified statement, so that a grant cannot be moved to another item,
/// statement, key or member, nor hold another key than the one that the parts were sealed to.
/// </summary>
internal static class GrantOpener
{
    private static readonly AgeOpenOptions Options = new() { RequirePostQuantum = true, MaxPlaintextBytes = GrantText.MaxBytes };

    /// <summary>The item's key; the caller disposes of it.</summary>
    /// <exception cref="VerificationException">
    /// The grant cannot be opened, or belongs to something else: each lie has its own fault.
    /// </exception>
    public static HybridIdentity Open(ReadOnlySpan<byte> grant, VerifiedItem item, SealedKey key, MemberId self, AgeIdentity identity)
    {
        string what = $"the {SealedKeyNames.Format(key)} grant of {item.Id}";
        GrantText text = Read(grant, what, identity);
        Require(text.Item == item.Id, VerificationFault.GrantForAnotherItem, what);
        Require(text.Statement == item.Digest, VerificationFault.GrantForAnotherStatement, what);
        Require(text.Key == key, VerificationFault.GrantForAnotherKey, what);
        Require(text.Member == self, VerificationFault.GrantForAnotherMember, what);
        return OpenIdentity(text, what, key == SealedKey.Card ? item.Predicate.CardRecipient : item.Predicate.ContentRecipient);
    }

    private static GrantText Read(ReadOnlySpan<byte> grant, string what, AgeIdentity identity)
    {
        byte[] plaintext = [];
        try
        {
            plaintext = AgeOpener.Open(grant, [identity], Options);
            return GrantText.Parse(plaintext);
        }
        catch (MalformedException unreadable)
        {
            throw new VerificationException(VerificationFault.GrantUnreadable, $"{what}: {unreadable.Message}");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    private static HybridIdentity OpenIdentity(GrantText text, string what, HybridRecipient recipient)
    {
        HybridIdentity opened;
        try
        {
            opened = text.OpenIdentity();
        }
        catch (AgeException)
        {
            throw new VerificationException(VerificationFault.GrantIdentityMismatch, $"{what} holds no key");
        }

        if (!opened.Recipient.Equals(recipient))
        {
            opened.Dispose();
            throw new VerificationException(VerificationFault.GrantIdentityMismatch, what);
        }

        return opened;
    }

    private static void Require(bool holds, VerificationFault fault, string what)
    {
        if (!holds)
        {
            throw new VerificationException(fault, what);
        }
    }
}
