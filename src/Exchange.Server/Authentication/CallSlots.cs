using System.Collections.Concurrent;
using Exchange.Contract.Ids;

namespace Exchange.Server.Authentication;

/// <summary>How many calls one member may have under way at once, so that one cannot take the server from all others.</summary>
internal sealed class CallSlots(int perMember)
{
    private readonly ConcurrentDictionary<MemberId, int> taken = new();

    /// <summary>Takes a slot, if there is one; it is given back with <see cref="GiveBack"/>.</summary>
    public bool TryTake(MemberId member)
    {
        if (taken.AddOrUpdate(member, 1, static (_, count) => count + 1) <= perMember)
        {
            return true;
        }

        GiveBack(member);
        return false;
    }

    public void GiveBack(MemberId member) => taken.AddOrUpdate(member, 0, static (_, count) => count - 1);
}
