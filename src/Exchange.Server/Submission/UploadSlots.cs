using System.Collections.Concurrent;
using Exchange.Contract.Errors;
using Exchange.Contract.Ids;

namespace Exchange.Server.Submission;

/// <summary>How many uploads one member may have under way at once. Each holds a file and a leaf of 1 MiB.</summary>
internal sealed class UploadSlots
{
    public const int PerMember = 8;

    private readonly ConcurrentDictionary<MemberId, int> taken = new();

    /// <exception cref="RefusedException">All of the member's slots are taken.</exception>
    public IDisposable Take(MemberId member)
    {
        if (taken.AddOrUpdate(member, 1, static (_, count) => count + 1) > PerMember)
        {
            Release(member);
            throw new RefusedException(ErrorCode.TooMuch, "a member has too many uploads under way");
        }

        return new Slot(this, member);
    }

    private void Release(MemberId member) => taken.AddOrUpdate(member, 0, static (_, count) => count - 1);

    private sealed class Slot(UploadSlots slots, MemberId member) : IDisposable
    {
        private int released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref released, 1) == 0)
            {
                slots.Release(member);
            }
        }
    }
}
