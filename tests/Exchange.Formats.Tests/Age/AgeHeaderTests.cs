using System.Text;
using Exchange.Formats.Age;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Exchange.Formats.Tests.Age;

public class AgeHeaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_header_of_the_vectors_that_is_accepted_is_written_to_the_same_bytes()
    {
        int accepted = 0;
        foreach (AgeVector vector in AgeVector.All().Where(v => !v.IsArmored))
        {
            accepted += ComesBack(vector.File) ? 1 : 0;
        }

        Assert.True(accepted > 60, $"only {accepted} accepted");
    }

    [Property(MaxTest = 500)]
    public Property A_header_of_any_stanzas_is_parsed_to_what_it_was() => Prop.ForAll(Headers().ToArbitrary(), header =>
    {
        AgeHeader parsed = AgeHeader.Parse(header.Encode());
        return parsed.Mac.Span.SequenceEqual(header.Mac.Span)
            && parsed.Stanzas.Zip(header.Stanzas).All(
                p => p.First.Arguments.SequenceEqual(p.Second.Arguments) && p.First.Body.Span.SequenceEqual(p.Second.Body.Span))
            && parsed.Stanzas.Count == header.Stanzas.Count;
    });

    /// <summary>Small alterations of headers: most are refused, and an accepted one must be canonical.</summary>
    [Property(MaxTest = 3000)]
    public Property Whatever_is_accepted_is_written_to_the_same_bytes() =>
        Prop.ForAll(Headers().ToArbitrary(), Alterations().ToArbitrary(), (header, alteration) =>
        {
            List<byte> text = [.. header.Encode()];
            foreach ((int kind, int at, byte value) in alteration)
            {
                int index = at % text.Count;
                switch (kind)
                {
                    case 0: text[index] = value; break;
                    case 1: text.Insert(index, value); break;
                    case 2 when text.Count > 1: text.RemoveAt(index); break;
                    default: text.Add(value); break;
                }
            }

            ComesBack([.. text]);
        });

    [Fact]
    public void More_stanzas_than_anybody_seals_to_are_refused()
    {
        AgeHeader header = new([.. Enumerable.Repeat(new Stanza(["grease"], default), AgeHeader.MaxStanzas + 1)], new byte[32]);
        Assert.Equal(AgeFault.TooLarge, Assert.Throws<AgeException>(() => AgeHeader.Parse(header.Encode())).Fault);
    }

    [Theory]
    [InlineData(22)]
    [InlineData(167)]
    public async Task A_header_beyond_the_callers_bound_is_refused_in_memory_and_streamed(int bound)
    {
        using X25519Identity identity = X25519Identity.Generate();
        byte[] file = AgeSealer.Seal("x"u8, [identity.Recipient]);
        Assert.Equal(168, AgeHeader.FindEnd(file));
        AgeOpenOptions options = new() { MaxHeaderBytes = bound };
        using MemoryStream sealedFile = new(file);
        AgeException e = await Assert.ThrowsAsync<AgeException>(
            () => AgeOpener.OpenAsync(sealedFile, Stream.Null, [identity], options, Cancel));
        Assert.Equal(AgeFault.TooLarge, e.Fault);
        Assert.Equal(AgeFault.TooLarge, Assert.Throws<AgeException>(() => AgeOpener.Open(file, [identity], options)).Fault);
    }

    [Fact]
    public async Task A_header_as_long_as_the_bound_is_opened()
    {
        using X25519Identity identity = X25519Identity.Generate();
        byte[] file = AgeSealer.Seal("x"u8, [identity.Recipient]);
        AgeOpenOptions options = new() { MaxHeaderBytes = 168 };
        using MemoryStream plaintext = new();
        await AgeOpener.OpenAsync(new MemoryStream(file), plaintext, [identity], options, Cancel);
        Assert.Equal("x"u8, plaintext.ToArray());
        Assert.Equal("x"u8, AgeOpener.Open(file, [identity], options));
    }

    [Fact]
    public async Task A_header_without_end_is_given_up_at_the_bound()
    {
        using X25519Identity identity = X25519Identity.Generate();
        using EndlessStream endless = new("age-encryption.org/v1\n-> x\n"u8.ToArray(), (byte)'A');
        AgeOpenOptions options = new() { MaxHeaderBytes = 100_000 };
        AgeException e = await Assert.ThrowsAsync<AgeException>(
            () => AgeOpener.OpenAsync(endless, Stream.Null, [identity], options, Cancel));
        Assert.Equal(AgeFault.TooLarge, e.Fault);
        Assert.Equal(100_000, endless.BytesRead);
    }

    private static bool ComesBack(byte[] file)
    {
        try
        {
            if (AgeHeader.FindEnd(file) is not int end)
            {
                return false;
            }

            byte[] header = file[..end];
            Assert.Equal(Encoding.Latin1.GetString(header), Encoding.Latin1.GetString(AgeHeader.Parse(header).Encode()));
            return true;
        }
        catch (AgeException)
        {
            return false;
        }
    }

    private static Gen<AgeHeader> Headers()
    {
        Gen<string> word = Gen.Choose(0x21, 0x7e).Select(c => (char)c).NonEmptyListOf().Select(l => new string([.. l]));
        Gen<byte[]> body = Gen.Choose(0, 200).SelectMany(n => Bytes(n));
        Gen<Stanza> stanza = word.NonEmptyListOf().SelectMany(a => body.Select(b => new Stanza([.. a], b)));
        return stanza.NonEmptyListOf().SelectMany(s => Bytes(32).Select(mac => new AgeHeader([.. s], mac)));
    }

    private static Gen<byte[]> Bytes(int count) => Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf(count);

    private static Gen<IList<(int Kind, int At, byte Value)>> Alterations()
    {
        // Mostly the characters that the format is made of.
        Gen<byte> value = Gen.OneOf(Gen.Elements(" -\n\r>=A/9\t"u8.ToArray()), Gen.Choose(0, 255).Select(i => (byte)i));
        return Gen.Choose(0, 2)
            .SelectMany(kind => Gen.Choose(0, 100_000).SelectMany(at => value.Select(v => (kind, at, v))))
            .NonEmptyListOf().Resize(3).Select(l => (IList<(int, int, byte)>)l);
    }
}
