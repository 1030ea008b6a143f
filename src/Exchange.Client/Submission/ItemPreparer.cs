using Exchange.Client.Errors;
using Exchange.Client.Sealing;
using Exchange.Client.Transfer;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Policy;
using Exchange.Contract.Statements;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;

namespace Exchange.Client.Submission;

/// <summary>Seals and signs an item: everything that is submitted.</summary>
internal sealed class ItemPreparer(Participant participant)
{
    /// <param name="spool">Where the ciphertext goes, if it is large.</param>
    /// <exception cref="ClientException">A file changed or cannot be read, or the item breaks a rule of the agreement.</exception>
    public async Task<PreparedItem> PrepareAsync(
        ItemId item, ReadOrder order, string spool, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        // 1. The parts, each to its key. The keys live no longer than this method.
        long began = participant.Time.GetTimestamp();
        using ItemKeys keys = ItemKeys.Generate();
        ItemSealer sealer = new(keys, spool, progress);
        IReadOnlyList<SealedPart> parts =
            await sealer.SealAsync(item, order.Card, participant.Self, order.Files.Sources, cancellationToken);

        // 2. The statement, checked by the rules of those who will receive it before it is sent.
        ItemPredicate terms = Terms(item, order, keys);
        byte[] payload = StatementCodec.Encode(StatementKinds.Item, [.. parts.Select(part => part.Subject)], terms);
        DsseEnvelope statement = EnvelopeSigner.Sign(payload, [participant.Keys.Signer]);
        VerifiedItem verified = RequireSound(statement);

        // 3. The keys, to everybody who may be given them.
        IReadOnlyList<KeyRecipient> members = KeyRecipient.AllOf(order.Policy, participant.Self, participant.Directory);
        RequireGrants(members.Sum(member => member.Keys.Count));
        IReadOnlyList<SealedGrant> grants = GrantSealer.Seal(
            item, verified.Digest, keys, members, participant.Self, participant.Agreement.Party(participant.Self.Name.Party)?.Recovery);
        DsseEnvelope grantStatement =
            GrantSealer.Sign(participant.Agreement, item, verified.Digest, terms.Sender, grants, participant.Keys.Signer);

        long elapsed = (long)participant.Time.GetElapsedTime(began).TotalMilliseconds;
        Log.Sealed(participant.Logger, item, parts.Count, parts.Sum(part => part.Tree.Length), grants.Count, elapsed);
        PreparedItem prepared = new(item, statement, grantStatement, [.. grants.Select(grant => grant.File)], parts);
        if (prepared.IsSpooled)
        {
            await SpoolFolder.CompleteAsync(spool, prepared, cancellationToken);
        }

        return prepared;
    }

    private ItemPredicate Terms(ItemId item, ReadOrder order, ItemKeys keys)
    {
        byte[] policy = PolicyBytes.Encode(order.Policy);
        return new ItemPredicate
        {
            Item = item,
            Agreement = participant.Agreement.Id,
            AgreementVersion = participant.Agreement.Predicate.Version,
            Kind = order.Files.Kind.Name,
            Suite = order.Files.Kind.Suite,
            Marking = TlpLabel.Text(order.Policy.Tlp),
            Policy = policy,
            PolicyDigest = PolicyBytes.Digest(policy),
            Sender = participant.SenderTerms,
            CardRecipient = keys.Card.Recipient,
            ContentRecipient = keys.Content.Recipient,
            Supersedes = order.Supersedes,
            Answers = order.Answers,
        };
    }

    private VerifiedItem RequireSound(DsseEnvelope statement)
    {
        try
        {
            return ItemVerifier.Verify(statement, participant.Directory);
        }
        catch (MalformedException refused)
        {
            throw new ClientException(
                ExitCode.Failed, "The item cannot be submitted.", $"It breaks a rule: {refused.Message}.",
                "Keep within what the agreement allows: exchange agreement show", refused);
        }
    }

    private void RequireGrants(int count)
    {
        if (count > participant.Agreement.Predicate.Limits.MaxGrants)
        {
            throw new ClientException(
                ExitCode.Failed, "The item cannot be submitted.",
                $"Its readers and approvers need {count} grants; the agreement allows {participant.Agreement.Predicate.Limits.MaxGrants}.",
                "Name fewer readers or approvers.");
        }
    }
}
