using Exchange.Client.Errors;
using Exchange.Client.Items;
using Exchange.Client.Receipts;
using Exchange.Client.Release;
using Exchange.Client.Sealing;
using Exchange.Contract.Directory;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Contract.Policy;
using Exchange.Formats.Age;
using Exchange.Formats.Dsse;

namespace Exchange.Client.Governance;

/// <summary>
/// Seals the keys of an item to further members: those who joined later, have other keys since, or with whom the
/// policy lets it be shared.
/// </summary>
public sealed class Granter(Participant participant)
{
    /// <param name="purpose">
    /// For whoever is not the sender: granting takes the keys from a release of one's own, which is an opening.
    /// </param>
    /// <returns>What the log has of it, and who was sealed which keys.</returns>
    /// <exception cref="DeniedException">The grantor's own release was denied.</exception>
    /// <exception cref="ClientException">The policy does not permit granting it to one of them, or not by this member.</exception>
    public async Task<(ActResult Result, IReadOnlyList<KeyRecipient> Recipients)> GrantAsync(
        ItemId id,
        IReadOnlyList<Member> to,
        string? purpose,
        CancellationToken cancellationToken)
    {
        // 1. What was signed, and to whom the policy in force lets which key go.
        SeenItem seen = await new ItemReader(participant).GetAsync(id, cancellationToken);
        bool own = seen.Verified.Sender.Id == participant.Self.Id;
        RequireGrantor(seen, own, purpose);
        RequireOpen(seen);
        KeyRecipient[] recipients = [.. to.Select(member => RecipientOf(seen, member))];

        // 2. The keys, by the same door as ever. They live no longer than this method.
        using ItemKeys keys = ItemKeys.Of(
            await OpenAsync(seen, SealedKey.Card, null, cancellationToken),
            await OpenAsync(seen, SealedKey.Content, own ? null : purpose, cancellationToken));

        // 3. Sealed, signed, submitted.
        IReadOnlyList<SealedGrant> grants = GrantSealer.Seal(
            id, seen.Verified.Digest, keys, recipients, seen.Verified.Sender, own
                ? participant.Agreement.Party(participant.Self.Name.Party)?.Recovery
                : null);
        DsseEnvelope statement =
            GrantSealer.Sign(participant.Agreement, id, seen.Verified.Digest, participant.SenderTerms, grants, participant.Keys.Signer);
        EncodedReceipt receipt =
            await participant.Server.Grants.AddAsync(statement, [.. grants.Select(grant => grant.File)], cancellationToken);

        // 4. The receipt must say just that.
        ExpectedEvent expected = new()
        {
            Code = EventCodes.GrantAdded,
            Outcome = EventOutcome.Done,
            Agreement = participant.Agreement.Id,
            Actor = participant.Self.Id,
            Item = id,
            Statement = seen.Verified.Digest,
            Cause = statement.PayloadDigest,
        };
        KeptReceipt kept = await new ReceiptShelf(participant).KeepAsync(expected, receipt, $"for the grant of {id}", cancellationToken);
        return (new ActResult(id, kept.Verified, kept.File), recipients);
    }

    /// <summary>
    /// Who is in the audience now, or was granted the item onward, and has a device to which a key of theirs was not sealed: those who
    /// joined later, or have another device since.
    /// </summary>
    /// <exception cref="ClientException">The member is not shown to whom the item was granted.</exception>
    public async Task<IReadOnlyList<Member>> LackingAsync(ItemId id, CancellationToken cancellationToken)
    {
        SeenItem seen = await new ItemReader(participant).GetAsync(id, cancellationToken);
        if (!ItemParties.ShowsWholeRecordTo(participant.Self, seen.Verified, participant.Directory))
        {
            throw new ClientException(
                ExitCode.Usage, "Say to whom.", "Who lacks a key is shown to the sender and compliance alone.", "Give --to party/handle.");
        }

        GrantedKeys granted = await new GrantList(participant).ReadAsync(seen.Verified, cancellationToken);
        ItemSituation situation = await new SituationReader(participant).ReadAsync(seen, cancellationToken);
        return Lacking(seen, situation, granted, participant.Directory);
    }

    /// <summary>The same of what has been read already.</summary>
    internal static IReadOnlyList<Member> Lacking(SeenItem seen, ItemSituation situation, GrantedKeys granted, DirectoryState directory)
    {
        IEnumerable<KeyRecipient> onward = situation.GrantedOnward.Select(directory.Find).OfType<Member>()
            .Where(member => member.Has(Role.Reader)
                && situation.Policy.Admits(member.ToReader(), situation.Facts.StateOf(member.Id, directory).GrantedOnward))
            .Select(KeyRecipient.OfBothKeys);
        return
        [
            ..
                from recipient in onward.Concat(KeyRecipient.AllOf(situation.Policy, seen.Verified.Sender, directory))
                    .DistinctBy(recipient => recipient.Member.Id)
                let member = directory.Find(recipient.Member.Id)
                where member is { Active: true } && recipient.Keys.Any(key => !granted.ReachesAllDevices(member, key))
                select member,
        ];
    }

    private void RequireGrantor(SeenItem seen, bool own, string? purpose)
    {
        if (!own && seen.Policy.Grantors != Grantors.Readers)
        {
            throw new ClientException(
                ExitCode.Denied,
                "You cannot grant this item.",
                "Its policy leaves that to the sender.",
                $"Ask {seen.Verified.Sender.Name}.");
        }

        if (!own && purpose is null)
        {
            throw new ClientException(
                ExitCode.Usage,
                "State a purpose.",
                "To grant an item you open it yourself, and the opening is logged.",
                "Give --purpose.");
        }
    }

    private static void RequireOpen(SeenItem seen)
    {
        if (seen.Withdrawn)
        {
            throw new ClientException(ExitCode.Denied, "The item has been withdrawn.", "Its keys are sealed to nobody any more.", "");
        }
    }

    private KeyRecipient RecipientOf(SeenItem seen, Member member)
    {
        if (Allows(SealedKey.Content))
        {
            return KeyRecipient.OfBothKeys(member);
        }

        return Allows(SealedKey.Card)
            ? KeyRecipient.OfCardKey(member)
            : throw new ClientException(
                ExitCode.Denied,
                $"The policy does not permit granting the item to {member.Name}.",
                "They are not in its audience, and onward sharing does not include them.",
                "The sender can add them to the audience by naming all of it again: "
                    + $"exchange policy change {seen.Verified.Id} --to MEMBER --to MEMBER");

        bool Allows(SealedKey key) => GrantRule.Allows(seen.Policy, seen.Verified.Sender.Id, member, key, participant.Directory);
    }

    private async Task<HybridIdentity> OpenAsync(SeenItem seen, SealedKey key, string? purpose, CancellationToken cancellationToken)
    {
        ReleaseOutcome outcome = await new ReleaseDoor(participant).AskAsync(seen, key, purpose, cancellationToken);
        return outcome.Grant is { } grant
            ? GrantOpener.Open(grant.Span, seen.Verified, key, participant.Self.Id, participant.Keys.Identity)
            : throw new DeniedException(seen.Verified.Id, purpose, outcome.Failed, outcome.Receipt.Encoded);
    }
}
