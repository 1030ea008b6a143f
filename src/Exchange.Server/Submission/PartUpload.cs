using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Members;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Exchange.Server.Items;
using Exchange.Server.Storage;

namespace Exchange.Server.Submission;

/// <summary>Receives sealed parts, leaf by leaf, before their item is submitted. Only the uploader can see them.</summary>
internal sealed class PartUpload(Ledger ledger, ItemShelf shelf, UploadStore uploads, UploadSlots slots, ILogger<PartUpload> logger)
{
    /// <summary>The most data in one message of an upload, in bytes.</summary>
    public const int MaxMessage = 64 * 1024;

    /// <summary>How much of a part the server holds: in the item already, or in an upload.</summary>
    public UploadProgress StatusOf(Member caller, ItemId item, long part, PartDigest root)
    {
        RequireSubmitter(caller);
        return SubmittedPart(caller, item, part, root) is { } submitted
            ? new UploadProgress(submitted.Length, Complete: true)
            : uploads.Progress(caller.Id, item, part, root);
    }

    /// <summary>Appends data to what is held, until the data ends.</summary>
    /// <param name="data">Messages of at most <see cref="MaxMessage"/> bytes.</param>
    public async Task<UploadProgress> TakeAsync(
        Member caller, UploadHead head, IAsyncEnumerable<ReadOnlyMemory<byte>> data, CancellationToken cancellationToken)
    {
        // 1. Is the caller a submitter, with an upload slot free?
        RequireSubmitter(caller);
        using IDisposable slot = slots.Take(caller.Id, head.Tree.Length - head.Offset);

        // 2. A complete part is not written again; for anything else there must be room.
        if (StatusOf(caller, head.Item, head.Part, head.Tree.Root) is { Complete: true } done)
        {
            return done;
        }

        uploads.RequireRoom(caller.Id, slots.BytesUnderWay(caller.Id), ledger.Directory.Agreement.Predicate.Limits);

        // 3. Every leaf is checked before it is kept; a broken upload leaves only whole leaves.
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
                // For a broken upload too: the log shows how much was sent twice.
                Log.Took(logger, file.BytesHeld - head.Offset, head.Part, head.Item, caller.Id);
            }

            if (!file.IsWhole)
            {
                return new UploadProgress(file.BytesHeld, Complete: false);
            }

            file.Flush();
        }

        // 4. Only a part that is complete and on the disk gets the name under which Submit looks for it.
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
            throw new RefusedException(ErrorCode.Incomplete, "an upload starts beyond what is held");
        }
    }

    private static void RequireSize(ReadOnlyMemory<byte> message)
    {
        if (message.Length is 0 or > MaxMessage)
        {
            throw new MalformedException($"a message of an upload carries 1 to {MaxMessage} bytes");
        }
    }

    // A sender who lost the answer to Submit asks again how much of the parts is held: all of it, in the item.
    private ItemPart? SubmittedPart(Member caller, ItemId item, long part, PartDigest root) => ledger.Read(reader =>
        reader.Items.Find(item) is { } row && row.Sender == caller.Id
            ? shelf.Read(row, reader, ledger.Directory).Verified.Parts.FirstOrDefault(known => known.Index == part && known.Digest == root)
            : null);
}
