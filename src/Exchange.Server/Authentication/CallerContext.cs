using Exchange.Contract.Errors;
using Grpc.Core;

namespace Exchange.Server.Authentication;

internal static class CallerContext
{
    /// <summary>Who makes this call.</summary>
    /// <exception cref="RefusedException">Nobody whom the directory knows.</exception>
    public static Caller CallerOf(this ServerCallContext context) =>
        context.GetHttpContext().Features.Get<Caller>() ?? throw new RefusedException(ErrorCode.NotAllowed, "no member calls");
}
