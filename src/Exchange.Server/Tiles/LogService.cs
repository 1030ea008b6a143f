using Exchange.Contract.Errors;
using Exchange.Contract.Wire;
using Exchange.Formats.Primitives;
using Exchange.Server.Storage;
using Google.Protobuf;
using Grpc.Core;
using LogName = Exchange.Server.Storage.LogName;

namespace Exchange.Server.Tiles;

/// <summary>Checkpoints and proofs of the two logs, on the wire, for every member.</summary>
internal sealed class LogService(Ledger ledger) : Exchange.Contract.Wire.Log.LogBase
{
    public override Task<GetCheckpointResponse> GetCheckpoint(GetCheckpointRequest request, ServerCallContext context) =>
        Task.FromResult(new GetCheckpointResponse { Note = UnsafeByteOperations.UnsafeWrap(ledger.Checkpoint(NameOf(request.Log))) });

    public override Task<ProofResponse> GetConsistencyProof(GetConsistencyProofRequest request, ServerCallContext context) =>
        Task.FromResult(ToResponse(ledger.ConsistencyProof(NameOf(request.Log), request.FirstSize, request.SecondSize)));

    public override Task<ProofResponse> GetInclusionProof(GetInclusionProofRequest request, ServerCallContext context) =>
        Task.FromResult(ToResponse(ledger.InclusionProof(NameOf(request.Log), request.Index, request.Size)));

    private static LogName NameOf(Exchange.Contract.Wire.LogName log) => log switch
    {
        Exchange.Contract.Wire.LogName.Directory => LogName.Directory,
        Exchange.Contract.Wire.LogName.Audit => LogName.Audit,
        _ => throw new RefusedException(ErrorCode.Malformed, "no such log"),
    };

    private static ProofResponse ToResponse(IReadOnlyList<Sha256Digest> proof)
    {
        ProofResponse response = new();
        response.Hashes.AddRange(proof.Select(hash => UnsafeByteOperations.UnsafeWrap(hash.ToArray())));
        return response;
    }
}
