using Exchange.Client.Checkpoints;
using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Client.Transport;
using Exchange.Contract.Agreements;
using Exchange.Contract.Directory;
using Exchange.Formats.Dsse;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Directory;

/// <summary>Replays the directory in full, from the agreement on, so that no key can be swapped and no logged revocation hidden.</summary>
/// <param name="memoryFolder">Where the envelopes are cached, beside the checkpoints.</param>
internal sealed class DirectoryFollower(Agreement agreement, string memoryFolder, CheckpointMemory memory, DirectoryFetch fetch)
{
    private const int PrepareAtOnce = 256;

    private readonly DirectoryCache cache = new(Path.Combine(memoryFolder, "directory"));

    /// <summary>The directory as it is now.</summary>
    /// <exception cref="VerificationException">
    /// <see cref="VerificationFault.CheckpointNotSigned"/>, <see cref="VerificationFault.LogWentBack"/>,
    /// <see cref="VerificationFault.LogForked"/>, <see cref="VerificationFault.StatementMissing"/>,
    /// <see cref="VerificationFault.StatementSwapped"/> or <see cref="VerificationFault.MemberNotChained"/>.
    /// </exception>
    public async Task<DirectoryHistory> FollowAsync(CancellationToken cancellationToken)
    {
        List<DsseEnvelope> kept = cache.Read();
        try
        {
            return await FollowAsync(kept, cancellationToken);
        }
        catch (ClientException failed) when (kept.Count > 0 && MayBeOurs(failed))
        {
            // The fault may be in what was kept (a damaged disk, more entries than the log has): only what comes from the server can
            // accuse the server.
            return await FollowAsync([], cancellationToken);
        }
    }

    private static bool MayBeOurs(ClientException failed) => failed.Exit == ExitCode.Failed || failed is VerificationException
    {
        Fault: VerificationFault.StatementSwapped or VerificationFault.StatementMissing or VerificationFault.MemberNotChained,
    };

    private async Task<DirectoryHistory> FollowAsync(List<DsseEnvelope> kept, CancellationToken cancellationToken)
    {
        // 1. Everything from the first entry that is not kept.
        long before = memory.SizeOf(LogName.Directory);
        DirectoryPage page = await fetch(kept.Count, cancellationToken);
        List<DsseEnvelope> envelopes = [.. kept, .. page.Envelopes];

        // 2. A checkpoint that continues what this participant saw before. It is not remembered yet: somebody who is shown an invalid
        //    directory must be able to continue with the valid one.
        VerifiedCheckpoint checkpoint = await memory.CompareAsync(LogName.Directory, page.Checkpoint, before, cancellationToken);

        // 3. Nothing withheld, nothing swapped: the tree over the statements is the one that was signed.
        RequireCount(envelopes.Count, checkpoint.Value.Size);
        List<Sha256Digest> roots = RootsOf(envelopes);
        if (envelopes[0].PayloadDigest != agreement.Digest)
        {
            throw new VerificationException(
                VerificationFault.StatementSwapped, "entry 0 of the directory is not the agreement that this home has pinned");
        }

        if (roots[^1] != checkpoint.Value.Root)
        {
            throw new VerificationException(
                VerificationFault.StatementSwapped, "the directory's statements do not hash to its signed checkpoint");
        }

        // 4. Every statement signed by somebody authorised to, in the order of the log.
        List<DirectoryState> states = Replay(envelopes);

        // 5. Only now is it what this participant has seen.
        await memory.AcceptAsync(LogName.Directory, page.Checkpoint, before, cancellationToken);
        cache.Write(envelopes, from: kept.Count);
        return new DirectoryHistory(envelopes, states, roots, checkpoint);
    }

    private static void RequireCount(int count, long size)
    {
        if (count < size || size < 1)
        {
            throw new VerificationException(
                VerificationFault.StatementMissing, $"the directory has {size} entries, of which {count} came");
        }

        if (count > size)
        {
            throw new VerificationException(VerificationFault.StatementSwapped, $"the directory has {size} entries, and {count} came");
        }
    }

    private static List<Sha256Digest> RootsOf(List<DsseEnvelope> envelopes)
    {
        TreeAppender tree = new();
        List<Sha256Digest> roots = [];
        foreach (DsseEnvelope envelope in envelopes)
        {
            tree.Append(RecordHash.Leaf(envelope.PayloadDigest.ToArray()));
            roots.Add(tree.Root());
        }

        return roots;
    }

    private List<DirectoryState> Replay(List<DsseEnvelope> envelopes)
    {
        List<DirectoryState> states = [DirectoryState.Begin(agreement)];
        PreparedEntry?[] prepared = [];
        for (int index = 1; index < envelopes.Count; index++)
        {
            // The signatures of many at once, on every core; whether each counts is decided one after the other.
            int place = (index - 1) % PrepareAtOnce;
            if (place == 0)
            {
                prepared = Prepare(states[^1], envelopes.GetRange(index, Math.Min(PrepareAtOnce, envelopes.Count - index)));
            }

            try
            {
                states.Add(DirectoryReplay.Apply(states[^1], envelopes[index], prepared[place]));
            }
            catch (DirectoryException refused)
            {
                throw new VerificationException(
                    VerificationFault.MemberNotChained, $"entry {index} of the directory: {refused.Message}", refused);
            }
        }

        return states;
    }

    private static PreparedEntry?[] Prepare(DirectoryState known, List<DsseEnvelope> envelopes)
    {
        PreparedEntry?[] prepared = new PreparedEntry?[envelopes.Count];
        Parallel.For(0, envelopes.Count, place => prepared[place] = DirectoryReplay.Prepare(known, envelopes[place]));
        return prepared;
    }
}

/// <summary>Gets the directory's envelopes from an index on, with the checkpoint that they lead to.</summary>
internal delegate Task<DirectoryPage> DirectoryFetch(long from, CancellationToken cancellationToken);
