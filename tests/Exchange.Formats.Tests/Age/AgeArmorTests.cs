using System.Text;
using Exchange.Formats.Age;
using FsCheck.Xunit;

namespace Exchange.Formats.Tests.Age;

public class AgeArmorTests
{
    [Property(MaxTest = 200)]
    public void What_is_armored_is_read_back_in_pieces_of_any_size(byte[] bytes, int seed)
    {
        if (bytes.Length == 0)
        {
            return;
        }

        byte[] armored = Armor(bytes);
        Assert.Equal(bytes, AgeArmor.Decode(armored));
        Assert.True(AgeArmor.IsArmored(armored));
        using Stream reader = AgeArmor.OpenRead(new MemoryStream(armored));
        using MemoryStream read = new();
        reader.CopyTo(read, (Math.Abs(seed % 97)) + 1);
        Assert.Equal(bytes, read.ToArray());
    }

    [Theory]
    [InlineData("age-encryption.org/v1\n", false)]
    [InlineData("", false)]
    [InlineData("-----BEGIN AGE ENCRYPTED FILE", false)]
    [InlineData("\n \t\r\n-----BEGIN AGE ENCRYPTED FILE-----", true)]
    public void Only_the_begin_line_tells_an_armor(string text, bool expected) =>
        Assert.Equal(expected, AgeArmor.IsArmored(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Every_cut_of_an_armor_is_refused()
    {
        byte[] armored = Armor(new byte[200]);
        for (int length = 0; length < armored.Length - 1; length++)
        {
            Assert.Equal(AgeFault.Armor, Assert.Throws<AgeException>(() => AgeArmor.Decode(armored.AsSpan(0, length))).Fault);
        }
    }

    [Fact]
    public void White_space_around_an_armor_is_bounded() =>
        Assert.Throws<AgeException>(() => AgeArmor.Decode([.. Armor([1]), .. Enumerable.Repeat((byte)' ', 2000)]));

    /// <summary>The opener itself never guesses.</summary>
    [Fact]
    public void An_armored_file_is_no_age_file_to_the_opener()
    {
        using X25519Identity identity = X25519Identity.Generate();
        byte[] armored = Armor(AgeSealer.Seal("x"u8, [identity.Recipient]));
        Assert.Equal(AgeFault.Header, Assert.Throws<AgeException>(() => AgeOpener.Open(armored, [identity])).Fault);
        Assert.Equal("x"u8, AgeOpener.Open(AgeArmor.Decode(armored), [identity]));
    }

    private static byte[] Armor(byte[] bytes)
    {
        StringBuilder text = new("-----BEGIN AGE ENCRYPTED FILE-----\n");
        foreach (char[] line in Convert.ToBase64String(bytes).Chunk(64))
        {
            text.Append(line).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.Append("-----END AGE ENCRYPTED FILE-----\n").ToString());
    }
}
