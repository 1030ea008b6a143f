using Exchange.Contract.Errors;
using Microsoft.AspNetCore.Http;

namespace Exchange.Server.Calls;

/// <summary>
/// Lets through the calls of active members only, as many as each may make: every call, gRPC or GET, on any connection.
/// </summary>
internal sealed class RequireMember(RequestDelegate next, Authenticator authenticator, CallRate rate, CallSlots slots)
{
    private static readonly TimeSpan SlotWait = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context)
    {
        // 1. Who is calling?
        if (authenticator.Find(context) is not { } caller)
        {
            await ErrorResponse.WriteAsync(context, ErrorCode.NotAllowed, wait: null);
            return;
        }

        // 2. Not too often, and not too many at once.
        if (rate.Take(caller.Member.Id) is { } wait)
        {
            await ErrorResponse.WriteAsync(context, ErrorCode.TooMuch, wait);
            return;
        }

        if (!slots.TryTake(caller.Member.Id))
        {
            await ErrorResponse.WriteAsync(context, ErrorCode.TooMuch, SlotWait);
            return;
        }

        // 3. On to the service.
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
