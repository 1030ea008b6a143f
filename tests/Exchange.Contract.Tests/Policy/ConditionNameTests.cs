using Exchange.Contract.Policy;

namespace Exchange.Contract.Tests.Policy;

public sealed class ConditionNameTests
{
    [Fact]
    public void The_names_on_the_wire_and_their_order_do_not_change() =>
        Assert.Equal(
            [
                "withdrawn", "agreement-not-in-force", "policy-version-unknown", "member-not-active", "expired", "embargo",
                "card-not-shown-yet", "openings-used-up", "openings-per-person-used-up", "approval-refused", "role-missing",
                "not-in-audience", "no-grant", "purpose-missing", "purpose-unknown", "purpose-not-listed", "approval-missing",
                "terms-not-acknowledged", "unknown-item",
            ],
            Enum.GetValues<ConditionCode>().Select(ConditionName.Of));

    [Fact]
    public void A_name_leads_back_to_its_code() =>
        Assert.All(Enum.GetValues<ConditionCode>(), code =>
        {
            Assert.True(ConditionName.TryParse(ConditionName.Of(code), out ConditionCode parsed));
            Assert.Equal(code, parsed);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Embargo")]
    [InlineData("forbidden")]
    public void Nothing_else_is_a_name(string? name) => Assert.False(ConditionName.TryParse(name, out _));

    [Fact]
    public void A_denial_without_a_reason_cannot_be_made() => Assert.Throws<ArgumentException>(() => new Decision.Deny([]));
}
