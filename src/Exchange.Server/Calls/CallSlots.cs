using System.Collections.Concurrent;
using Exchange.Contract.Ids;

namespace Exchange.Server.Calls;

/// <summary>How many calls one member may have under way at once, so that no member can block all others.</summary>
internal sealed class CallSlots(CallLimits limits)
{
    // Written by any thread, one member's count at a time; a member who has called stays in it, with 0.
    private readonly ConcurrentDictionary<MemberId, int> taken = new();

    /// <summary>Takes a slot if one is free; return it with <see cref="GiveBack"/>.</summary>
    public bool TryTake(MemberId member)
    {
        if (taken.AddOrUpdate(member, 1, static (_, count) => count + 1) <= limits.CallsPerMember)
        {
            return true;
        }

        GiveBack(member);
        return false;
    }

    public void GiveBack(MemberId member) => taken.AddOrUpdate(member, 0, static (_, count) => count - 1);
}
