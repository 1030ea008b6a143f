using Exchange.Contract.Errors;
using Exchange.Contract.Ids;

namespace Exchange.Server.Submission;

/// <summary>
/// How many uploads one member may have under way at once, and how many bytes they will bring. Each holds a file and a leaf of 1 MiB.
/// </summary>
internal sealed class UploadSlots
{
    public const int PerMember = 8;

    // Read and written only while holding changing; members without uploads are not in it.
    private readonly Dictionary<MemberId, (int Count, long Bytes)> taken = [];
    private readonly Lock changing = new();

    /// <param name="bytes">How many bytes the upload announces.</param>
    /// <returns>Gives the slot back when disposed of.</returns>
    /// <exception cref="RefusedException">All of the member's slots are taken.</exception>
    public IDisposable Take(MemberId member, long bytes)
    {
        lock (changing)
        {
            (int count, long before) = taken.GetValueOrDefault(member);
            if (count >= PerMember)
            {
                throw new RefusedException(ErrorCode.TooMuch, "a member has too many uploads under way")
                {
                    Wait = TimeSpan.FromSeconds(1),
                };
            }

            taken[member] = (count + 1, before + bytes);
        }

        return new Slot(this, member, bytes);
    }

    /// <summary>Bytes that the member's uploads under way have announced, whether or not they have arrived yet.</summary>
    public long BytesUnderWay(MemberId member)
    {
        lock (changing)
        {
            return taken.GetValueOrDefault(member).Bytes;
        }
    }

    private void Release(MemberId member, long bytes)
    {
        lock (changing)
        {
            (int count, long before) = taken[member];
            if (count == 1)
            {
                taken.Remove(member);
            }
            else
            {
                taken[member] = (count - 1, before - bytes);
            }
        }
    }

    private sealed class Slot(UploadSlots slots, MemberId member, long bytes) : IDisposable
    {
        // 1 once disposed of, by whichever thread was first.
        private int released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref released, 1) == 0)
            {
                slots.Release(member, bytes);
            }
        }
    }
}
