using Exchange.Contract.Events;
using Exchange.Contract.Ids;
using Exchange.Contract.Wire;
using Exchange.Formats.Dsse;
using Exchange.Server.Calls;
using Google.Protobuf;
using Grpc.Core;

namespace Exchange.Server.Governance;

/// <summary>Acts on submitted items and the state that follows from them, on the wire.</summary>
internal sealed class GovernanceService(ActIntake intake, ItemStates states) : Contract.Wire.Governance.GovernanceBase
{
    public override async Task<RecordResponse> Record(RecordRequest request, ServerCallContext context)
    {
        EncodedReceipt receipt = await intake.RecordAsync(context.CallerOf().Member, request.Statement.Memory, context.CancellationToken);
        return new RecordResponse { Receipt = UnsafeByteOperations.UnsafeWrap(receipt.Bytes) };
    }

    public override async Task<GetStateResponse> GetState(GetStateRequest request, ServerCallContext context)
    {
        ShownState state = await states.ShowAsync(context.CallerOf().Member, ItemId.Parse(request.Item), context.CancellationToken);
        return new GetStateResponse
        {
            Withdrawn = state.Withdrawn,
            PolicyChanges = { state.PolicyChanges.Select(Bytes) },
            Approvals = { state.Approvals.Select(Bytes) },
            Acknowledgements = { state.Acknowledgements.Select(Bytes) },
            Openings = state.Openings,
            ByMember =
            {
                state.ByMember.Select(entry => new MemberOpenings { Member = entry.Member.ToString(), Openings = entry.Openings }),
            },
            GrantedOnward = { state.GrantedOnward.Select(member => member.ToString()) },
        };
    }

    private static ByteString Bytes(DsseEnvelope envelope) => UnsafeByteOperations.UnsafeWrap(envelope.Encode());
}
