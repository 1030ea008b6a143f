using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Formats.Primitives;
using Exchange.Server.Retrieval;
using Exchange.Server.Storage;

namespace Exchange.Server.Submission;

/// <summary>Takes sealed parts, leaf by leaf, before their item is handed in. Nobody but the one who uploads can see them.</summary>
internal sealed class PartUpload(Ledger ledger, ItemShelf shelf, UploadStore uploads, UploadSlots slots, ILogger<PartUpload> logger)
{
    /// <summary>The most data that one message of an upload carries, in bytes.</summary>
    public const int MaxMessage = 64 * 1024;

    /// <summary>How much of a part the server has: in the item already, or in an upload.</summary>
    public UploadProgress StatusOf(Member caller, ItemId item, long part, PartDigest root)
    {
        RequireSubmitter(caller);
        return SubmittedPart(caller, item, part, root) is { } submitted
            ? new UploadProgress(submitted.Length, Complete: true)
            : uploads.Progress(caller.Id, item, part, root);
    }

    /// <summary>Writes data behind what is held, until it ends.</summary>
    /// <param name="data">Messages of at most <see cref="MaxMessage"/> bytes.</param>
    public async Task<UploadProgress> TakeAsync(Member caller, UploadHead head, IAsyncEnumerable<ReadOnlyMemory<byte>> data, CancellationToken cancellationToken)
    {
        // 1. Who may, and how many at once.
        RequireSubmitter(caller);
        using IDisposable slot = slots.Take(caller.Id, head.Tree.Length - head.Offset);

        // 2. What is whole is not written again; for the rest there must be room.
        if (StatusOf(caller, head.Item, head.Part, head.Tree.Root) is { Complete: true } done)
        {
            return done;
        }

        uploads.RequireRoom(caller.Id, slots.BytesUnderWay(caller.Id), ledger.Directory.Agreement.Terms.Limits);

        // 3. Every leaf is checked before it is kept; what a broken upload leaves behind is whole leaves.
        using (UploadFile file = uploads.Open(caller.Id, head))
        {
            RequireHeld(file.TryBeginAt(head.Offset));
            try
            {
                await foreach (ReadOnlyMemory<byte> message in data.WithCancellation(cancellationToken))
                {
                    RequireSize(message);
                    file.Append(message.Span);
                }
            }
            finally
            {
                // Of a broken upload too: how much came twice can be told from the log.
                Log.Took(logger, file.BytesHeld - head.Offset, head.Part, head.Item, caller.Id);
            }

            if (!file.IsWhole)
            {
                return new UploadProgress(file.BytesHeld, Complete: false);
            }

            file.Flush();
        }

        // 4. Only a part that is whole and on the disk gets the name under which Submit looks for it.
        uploads.Complete(caller.Id, head);
        return new UploadProgress(head.Tree.Length, Complete: true);
    }

    private static void RequireSubmitter(Member caller)
    {
        if (!caller.Has(Role.Submitter))
        {
            throw new RefusedException(ErrorCode.NotAllowed, "the member does not hold the role submitter");
        }
    }

    private static void RequireHeld(bool held)
    {
        if (!held)
        {
            throw new RefusedException(ErrorCode.Incomplete, "an upload begins behind what is held");
        }
    }

    private static void RequireSize(ReadOnlyMemory<byte> message)
    {
        if (message.Length is 0 or > MaxMessage)
        {
            throw new MalformedException($"a message of an upload carries 1 to {MaxMessage} bytes");
        }
    }

    // After the answer to Submit was lost, the sender asks again how far the parts have come: they are in.
    private ItemPart? SubmittedPart(Member caller, ItemId item, long part, PartDigest root) => ledger.Read(reader =>
        reader.Items.Find(item) is { } row && row.Sender == caller.Id
            ? shelf.Read(row, reader, ledger.Directory).Verified.Parts.FirstOrDefault(known => known.Index == part && known.Digest == root)
            : null);
}
