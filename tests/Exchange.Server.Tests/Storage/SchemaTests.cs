using Exchange.Contract.Errors;

namespace Exchange.Server.Tests.Storage;

/// <summary>A database that another version of the program wrote is refused, and stays as it is.</summary>
public sealed class SchemaTests : IAsyncDisposable
{
    private readonly StorageWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [InlineData("version - 1")]
    [InlineData("version + 1")]
    [InlineData("1")]
    public async Task A_database_of_another_version_is_refused(string version)
    {
        await world.AppendAsync(world.Alice);
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(() =>
            world.ReloadAfterAsync($"UPDATE schema_version SET version = {version}"));
        Assert.Equal(ErrorCode.Unavailable, refused.Code);
    }
}
