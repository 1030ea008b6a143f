using Exchange.Client.Errors;
using Exchange.Client.Home;
using Exchange.Contract.Agreements;
using Exchange.Contract.Events;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Checkpoints;

/// <summary>
/// The last checkpoint of each log that this participant saw, kept on disk. Every checkpoint that comes must be signed by the log
/// that the agreement names and must continue what was seen; so anyone who saw a log before notices if it goes back or splits.
/// </summary>
/// <param name="folder">Where <c>checkpoint-directory</c> and <c>checkpoint-audit</c> are kept.</param>
public sealed class CheckpointMemory(string folder, Agreement agreement, CheckpointFetch fetch, ConsistencyFetch prove) : IDisposable
{
    private const int MaxNote = 64 * 1024;

    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>The last checkpoint of that log that was seen, or null.</summary>
    /// <exception cref="VerificationException">The kept checkpoint is damaged.</exception>
    public VerifiedCheckpoint? Last(LogName log)
    {
        string path = PathOf(log);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return new FileInfo(path).Length <= MaxNote
                ? LogCheckpoints.Verify(File.ReadAllBytes(path), TermsOf(log))
                : throw new MalformedException("the checkpoint that was kept is too large");
        }
        catch (MalformedException malformed)
        {
            throw new VerificationException(VerificationFault.LocalMemoryDamaged, malformed.Message, malformed);
        }
    }

    /// <summary>The size of the last checkpoint that was seen; 0 for none. What is fetched after reading this cannot be smaller.</summary>
    public long SizeOf(LogName log) => Last(log)?.Value.Size ?? 0;

    /// <summary>Gets the log's latest checkpoint, demands that it continues the one seen before, and keeps it.</summary>
    /// <exception cref="VerificationException">
    /// <see cref="VerificationFault.CheckpointNotSigned"/>, <see cref="VerificationFault.LogWentBack"/> or
    /// <see cref="VerificationFault.LogForked"/>.
    /// </exception>
    public async Task<VerifiedCheckpoint> AdvanceAsync(LogName log, CancellationToken cancellationToken)
    {
        long before = SizeOf(log);
        return await AcceptAsync(log, await fetch(log, cancellationToken), before, cancellationToken);
    }

    /// <summary>
    /// Accepts a checkpoint that came with something else (a replay, a receipt): it must agree with the one seen before, and is kept
    /// if it is later.
    /// </summary>
    /// <param name="atLeast">
    /// <see cref="SizeOf"/> from before it was asked for; 0 for an older one, such as a kept receipt's. One that is smaller than what
    /// another program saw meanwhile must still lead to that.
    /// </param>
    /// <exception cref="VerificationException">
    /// <see cref="VerificationFault.CheckpointNotSigned"/>, <see cref="VerificationFault.LogWentBack"/> or
    /// <see cref="VerificationFault.LogForked"/>.
    /// </exception>
    public Task<VerifiedCheckpoint> AcceptAsync(
        LogName log, ReadOnlyMemory<byte> note, long atLeast, CancellationToken cancellationToken) =>
        CompareAsync(log, note, atLeast, keep: true, cancellationToken);

    /// <summary>As <see cref="AcceptAsync"/>, but nothing is remembered: for a checkpoint that more depends on first.</summary>
    /// <exception cref="VerificationException">As there.</exception>
    public Task<VerifiedCheckpoint> CompareAsync(
        LogName log, ReadOnlyMemory<byte> note, long atLeast, CancellationToken cancellationToken) =>
        CompareAsync(log, note, atLeast, keep: false, cancellationToken);

    public void Dispose() => gate.Dispose();

    private async Task<VerifiedCheckpoint> CompareAsync(
        LogName log, ReadOnlyMemory<byte> note, long atLeast, bool keep, CancellationToken cancellationToken)
    {
        VerifiedCheckpoint seen = Verify(log, note);
        if (seen.Value.Size < atLeast)
        {
            throw new VerificationException(
                VerificationFault.LogWentBack,
                $"the {LogNames.Word(log)} log had {atLeast} entries before and shows {seen.Value.Size} now");
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            using FileStream held = await MemoryLock.TakeAsync(folder, cancellationToken);
            if (await IsLaterAsync(log, seen, cancellationToken) && keep)
            {
                AtomicFile.Write(PathOf(log), seen.NoteBytes.Span);
            }

            return seen;
        }
        finally
        {
            gate.Release();
        }
    }

    // False for one that is older than what is kept, and leads to it.
    private async Task<bool> IsLaterAsync(LogName log, VerifiedCheckpoint seen, CancellationToken cancellationToken)
    {
        Checkpoint now = seen.Value;
        if (Last(log)?.Value is { } before)
        {
            if (now.Size == before.Size && now.Root != before.Root)
            {
                throw new VerificationException(
                    VerificationFault.LogForked, $"the {LogNames.Word(log)} log has two roots at size {now.Size}");
            }

            if (now.Size < before.Size)
            {
                await RequireGrowthAsync(log, now, before, cancellationToken);
                return false;
            }

            if (now.Size > before.Size)
            {
                await RequireGrowthAsync(log, before, now, cancellationToken);
            }
        }

        return true;
    }

    private async Task RequireGrowthAsync(LogName log, Checkpoint smaller, Checkpoint larger, CancellationToken cancellationToken)
    {
        // Every tree begins with the empty one, and a signed empty tree has only one root.
        if (smaller.Size == 0)
        {
            return;
        }

        IReadOnlyList<Sha256Digest> proof = await ProveAsync(log, smaller.Size, larger.Size, cancellationToken);
        if (!MerkleProofs.VerifyConsistency(smaller.Size, larger.Size, smaller.Root, larger.Root, proof))
        {
            throw new VerificationException(
                VerificationFault.LogForked,
                $"the {LogNames.Word(log)} log of {larger.Size} entries does not begin with the one of {smaller.Size} entries");
        }
    }

    // A log that signs a checkpoint can prove that it continues the one before: a refusal is not a misunderstanding.
    private async Task<IReadOnlyList<Sha256Digest>> ProveAsync(LogName log, long smaller, long larger, CancellationToken cancellationToken)
    {
        try
        {
            return await prove(log, smaller, larger, cancellationToken);
        }
        catch (ClientException refused) when (refused.Exit is ExitCode.Failed or ExitCode.Denied)
        {
            throw new VerificationException(
                VerificationFault.LogForked,
                $"no proof came that the {LogNames.Word(log)} log of {larger} entries begins with the one of {smaller} entries",
                refused);
        }
    }

    private VerifiedCheckpoint Verify(LogName log, ReadOnlyMemory<byte> note)
    {
        try
        {
            return LogCheckpoints.Verify(note.Span, TermsOf(log));
        }
        catch (MalformedException malformed)
        {
            throw new VerificationException(VerificationFault.CheckpointNotSigned, malformed.Message, malformed);
        }
    }

    private LogTerms TermsOf(LogName log) =>
        log == LogName.Directory ? agreement.Predicate.Logs.Directory : agreement.Predicate.Logs.Audit;

    private string PathOf(LogName log) => Path.Combine(folder, $"checkpoint-{LogNames.Word(log)}");
}

/// <summary>Gets a log's latest checkpoint: a signed note, not verified.</summary>
public delegate Task<ReadOnlyMemory<byte>> CheckpointFetch(LogName log, CancellationToken cancellationToken);

/// <summary>Gets the proof that the tree of the second size begins with the tree of the first.</summary>
public delegate Task<IReadOnlyList<Sha256Digest>> ConsistencyFetch(
    LogName log, long firstSize, long secondSize, CancellationToken cancellationToken);
