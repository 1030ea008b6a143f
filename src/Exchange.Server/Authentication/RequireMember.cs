using Exchange.Contract.Errors;
using Exchange.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace Exchange.Server.Authentication;

/// <summary>Lets calls of active members through and nobody else's: every call, gRPC or GET, whatever connection it comes on.</summary>
internal sealed class RequireMember(RequestDelegate next, Authenticator authenticator, CallSlots slots)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (authenticator.Find(context) is not { } caller)
        {
            await ErrorResponse.WriteAsync(context, ErrorCode.NotAllowed);
            return;
        }

        if (!slots.TryTake(caller.Member.Id))
        {
            await ErrorResponse.WriteAsync(context, ErrorCode.TooMuch);
            return;
        }

        try
        {
            context.Features.Set(caller);
            await next(context);
        }
        finally
        {
            slots.GiveBack(caller.Member.Id);
        }
    }
}
