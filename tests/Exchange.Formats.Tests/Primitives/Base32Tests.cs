using System.Security.Cryptography;
using Exchange.Formats.Primitives;

namespace Exchange.Formats.Tests.Primitives;

public class Base32Tests
{
    [Fact]
    public void Every_length_comes_back_as_it_was()
    {
        for (int length = 0; length <= 64; length++)
        {
            byte[] bytes = RandomNumberGenerator.GetBytes(length);
            Assert.True(Base32.TryDecode(Base32.Encode(bytes), out byte[] decoded));
            Assert.Equal(bytes, decoded);
        }
    }

    [Fact]
    public void The_values_of_the_RFC_are_written_in_lower_case_without_padding()
    {
        Assert.Equal("mzxw6ytboi", Base32.Encode("foobar"u8));
        Assert.Equal("mzxw6yq", Base32.Encode("foob"u8));
    }

    [Theory]
    [InlineData("MZXW6YQ")]
    [InlineData("mzxw6yq=")]
    [InlineData("mzxw6yr")]
    [InlineData("mzxw6y")]
    [InlineData("mzxw 6yq")]
    public void Any_other_spelling_is_refused(string text) => Assert.False(Base32.TryDecode(text, out _));
}
