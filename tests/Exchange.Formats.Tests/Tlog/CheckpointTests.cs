using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;
using FsCheck;
using FsCheck.Xunit;

namespace Exchange.Formats.Tests.Tlog;

public sealed class CheckpointTests
{
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    [Fact]
    public void The_example_of_the_specification_is_read_and_written()
    {
        string text = $"example.com/behind-the-sofa\n20852163\n{Root}\n";
        Checkpoint checkpoint = Checkpoint.Parse(text);
        Assert.Equal("example.com/behind-the-sofa", checkpoint.Origin);
        Assert.Equal(20852163, checkpoint.Size);
        Assert.Equal(text, checkpoint.Encode());
    }

    [Theory]
    [InlineData($"o\n01\n{Root}\n")]
    [InlineData($"o\n+1\n{Root}\n")]
    [InlineData($"o\n-1\n{Root}\n")]
    [InlineData($"o\n 1\n{Root}\n")]
    [InlineData($"o\n\n{Root}\n")]
    [InlineData($"o\n9223372036854775808\n{Root}\n")]
    [InlineData($"o\n1\n{Root}\nextension\n")]
    [InlineData($"o\n1\n{Root}\n\n")]
    [InlineData($"o\n1\n{Root}")]
    [InlineData($"\n1\n{Root}\n")]
    [InlineData($"o\r\n1\n{Root}\n")]
    [InlineData($"o\n0\n{Root}\n")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqomw==\n")]
    [InlineData("o\n1\n")]
    [InlineData("")]
    public void Another_spelling_of_a_checkpoint_is_refused(string text) =>
        Assert.Throws<MalformedException>(() => Checkpoint.Parse(text));

    [Property]
    public void What_a_checkpoint_encodes_it_parses(PositiveInt size, byte[] root)
    {
        Checkpoint checkpoint = new("example.com/log", size.Get * 4_000_000_007L, Sha256Digest.Of(root));
        Assert.Equal(checkpoint, Checkpoint.Parse(checkpoint.Encode()));
    }
}
