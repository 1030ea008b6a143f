using Exchange.Contract.Errors;

namespace Exchange.Server.Tests.World;

internal static class Refusal
{
    /// <summary>Asserts that the action is refused with that code.</summary>
    public static async Task Of(ErrorCode code, Func<Task> action) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RefusedException>(action)).Code);
}
