using Exchange.Contract.Directory;
using Exchange.Contract.Errors;
using Grpc.Core;

namespace Exchange.Server.Calls;

/// <summary>The member and device that call, as the directory had them when the call arrived.</summary>
internal sealed record Caller(Member Member, Device Device);

internal static class CallerContext
{
    /// <summary>The member and device that make this call.</summary>
    /// <exception cref="RefusedException">The caller is not in the directory.</exception>
    public static Caller CallerOf(this ServerCallContext context) =>
        context.GetHttpContext().Features.Get<Caller>() ?? throw new RefusedException(ErrorCode.NotAllowed, "the caller is not a member");
}
