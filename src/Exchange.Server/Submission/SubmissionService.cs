using System.Runtime.CompilerServices;
using Exchange.Contract.Errors;
using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Items;
using Exchange.Contract.Wire;
using Exchange.Formats.Parts;
using Exchange.Formats.Primitives;
using Exchange.Server.Calls;
using Exchange.Server.Storage;
using Google.Protobuf;
using Grpc.Core;

namespace Exchange.Server.Submission;

/// <summary>Uploading and submitting, on the wire.</summary>
internal sealed class SubmissionService(
    Ledger ledger, PartUpload upload, SubmissionIntake intake, CallLimits limits, TimeProvider time)
    : Contract.Wire.Submission.SubmissionBase
{
    public override Task<GetPartStatusResponse> GetPartStatus(GetPartStatusRequest request, ServerCallContext context)
    {
        UploadProgress progress =
            upload.StatusOf(context.CallerOf().Member, ItemId.Parse(request.Item), request.Part, RootOf(request.Root));
        return Task.FromResult(new GetPartStatusResponse { BytesHeld = progress.BytesHeld, Complete = progress.Complete });
    }

    public override async Task<UploadPartResponse> UploadPart(
        IAsyncStreamReader<UploadPartRequest> requestStream, ServerCallContext context)
    {
        using StreamGuard guard = new(time, limits.StreamIdle, limits.StreamTotal, context.CancellationToken);
        try
        {
            UploadHead head = HeadOf(await requestStream.MoveNext(guard.Token) ? requestStream.Current : null);
            UploadProgress progress = await upload.TakeAsync(
                context.CallerOf().Member, head, ReadAsync(requestStream, guard, guard.Token), guard.Token);
            return new UploadPartResponse { BytesHeld = progress.BytesHeld, Complete = progress.Complete };
        }
        catch (Exception problem) when (guard.Ended && problem is OperationCanceledException or IOException)
        {
            throw guard.Refusal();
        }
    }

    public override async Task<SubmitResponse> Submit(SubmitRequest request, ServerCallContext context)
    {
        ArrivedSubmission arrived = new(
            request.Statement.Memory,
            request.GrantStatement.Memory,
            [.. request.Grants.Select(grant => new SealedGrantFile(grant.Memory))]);
        EncodedReceipt receipt = await intake.SubmitAsync(context.CallerOf().Member, arrived, context.CancellationToken);
        return new SubmitResponse { Receipt = UnsafeByteOperations.UnsafeWrap(receipt.Bytes) };
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        IAsyncStreamReader<UploadPartRequest> requestStream,
        StreamGuard guard,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await requestStream.MoveNext(cancellationToken))
        {
            guard.Moved();
            yield return requestStream.Current.ContentCase == UploadPartRequest.ContentOneofCase.Data
                ? requestStream.Current.Data.Memory
                : throw new RefusedException(ErrorCode.Malformed, "an upload has one header, then data");
        }
    }

    private static PartDigest RootOf(ByteString root) => PartDigest.Parse(new Sha256Digest(root.Span).ToString());

    private UploadHead HeadOf(UploadPartRequest? first) => first?.Header is { } header
        ? UploadHead.Check(
            new PartHeader
            {
                Item = ItemId.Parse(header.Item),
                Part = header.Part,
                Length = header.Length,
                Root = RootOf(header.Root),
                Leaves = header.Leaves.Memory,
                Offset = header.Offset,
            },
            ledger.Directory.Agreement.Predicate.Limits)
        : throw new RefusedException(ErrorCode.Malformed, "an upload starts with its header");
}
