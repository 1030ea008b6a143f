using Exchange.Contract.Ids;
using Exchange.Contract.Policy;

namespace Exchange.Client.Items;

/// <summary>What a member's own decisions about an item depend on.</summary>
/// <param name="State">As the member's own evaluation sees it.</param>
/// <param name="GrantedOnward">To whom the item was granted from outside the audience, as far as it is shown to the member.</param>
internal sealed record OwnSituation(AccessState State, IReadOnlySet<MemberId> GrantedOnward);
