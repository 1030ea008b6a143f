using Exchange.Contract.Ids;
using Exchange.Contract.Policy;

namespace Exchange.Server.Storage;

/// <summary>How often the contents of items have been opened.</summary>
internal class OpeningRows(SqlSession session)
{
    protected SqlSession Session => session;

    /// <summary>What the policy needs to know of the item and this reader.</summary>
    public AccessState State(ItemRow item, MemberId reader) => new(
        checked((uint)session.Number("SELECT COUNT(*) FROM openings WHERE item = $a", item.Id)),
        checked((uint)session.Number("SELECT COUNT(*) FROM openings WHERE item = $a AND member = $b", item.Id, reader)),
        item.Withdrawn);
}
