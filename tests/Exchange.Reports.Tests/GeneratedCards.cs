using Exchange.Reports.Cards;
using FsCheck;
using FsCheck.Fluent;

namespace Exchange.Reports.Tests;

/// <summary>Cards of every shape, with hostile text in every member.</summary>
internal static class GeneratedCards
{
    /// <summary>JSON has no half surrogate pairs, so no card that was read has any.</summary>
    private static readonly Gen<string> Text = HostileText.Arbitrary().Generator
        .Where(text => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD));

    private static readonly Gen<string?> Maybe = Gen.OneOf(Gen.Constant<string?>(null), Text.Select(text => (string?)text));

    private static readonly Gen<long> Count = Gen.Elements(0L, 1L, 100L, long.MaxValue);

    private static readonly Gen<double> Value = Gen.OneOf(
        ArbMap.Default.GeneratorFor<double>(),
        Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, 0.1));

    public static Arbitrary<Card> Arbitrary() => (
        from title in Text
        from item in Maybe
        from names in Text.ListOf()
        from bytes in Count
        from terms in Gen.Elements(null, TermsText.Read("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "One.\n\"Two\" \u202e \U0001F600"))
        from evaluation in Gen.OneOf(Gen.Constant<Evaluation?>(null), Evaluation().Select(value => (Evaluation?)value))
        select new Card
        {
            Kind = evaluation is null ? CardKind.Document : CardKind.EvaluationResult,
            Title = title,
            Item = item,
            Sender = item,
            Files = [.. names.Select((name, index) => new CardFile(index + 1, name, bytes))],
            Terms = terms,
            Evaluation = evaluation,
        }).Resize(12).ToArbitrary();

    private static Gen<Evaluation> Evaluation() =>
        from task in Text
        from error in Maybe
        from count in Count
        from metrics in Metric().ListOf()
        from tags in Text.ListOf()
        from minutes in Gen.Choose(-840, 840)
        from seconds in Gen.Choose(0, int.MaxValue)
        select new Evaluation
        {
            Task = task,
            Model = task,
            Status = "success",
            Error = error,
            Dataset = error is null ? null : new EvaluationDataset(error, count),
            Revision = new EvaluationRevision(error, null, count == 0),
            Created = new DateTimeOffset(2000, 1, 2, 0, 0, 0, TimeSpan.FromMinutes(minutes)).AddSeconds(seconds),
            TotalSamples = count,
            Scores = [new EvaluationScore(task, error, null, count, null, metrics)],
            Usage = [new ModelUsage(task, count, null, 1)],
            Tags = tags,
            Warnings = tags,
        };

    private static Gen<EvaluationMetric> Metric() =>
        from name in Text
        from value in Value
        from @group in Maybe
        select new EvaluationMetric(name, new MetricValue(value), @group);
}
