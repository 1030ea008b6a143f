using Exchange.Formats.Safety;
using Exchange.Reports.Cards;
using Exchange.Testing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Exchange.Reports.Tests;

public sealed class CardTextTests
{
    [Fact]
    public async Task A_card_is_shown_like_this()
    {
        string path = SharedMaterial.PathOf("samples", "inspect", "metr_small_agentic_deflate.eval");
        Card card = await CardReader.ReadAsync([path], new CardOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            oxdna-simple on claude-opus-4-1-20250805
              kind       evaluation-result
              task       oxdna_simple, version 0.1.8
              model      anthropic/claude-opus-4-1-20250805
              dataset    1 sample
              status     success
              samples    6 of 6 completed, 6 epochs
              run        2025-09-13 01:33:26 UTC to 2025-09-14 21:25:03 UTC
              score      score_metr_task: accuracy 1
              tokens     anthropic/claude-opus-4-1-20250805, 609 in, 10,660 out, 27,692 to cache, 239,400 from cache, 278,361 in total
              made by    Inspect 0.3.132
              part 1     metr_small_agentic_deflate.eval, 608,440 bytes
              warning    metadata.created_by may identify a person
            """,
            string.Join('\n', CardText.Lines(card)));
    }

    [Property(MaxTest = 500)]
    public Property No_card_can_drive_a_terminal() => Prop.ForAll(
        GeneratedCards.Arbitrary(),
        card => CardText.Lines(card).All(line => TerminalText.Safe(line, int.MaxValue) == line));
}
