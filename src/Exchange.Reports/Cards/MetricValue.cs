using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Exchange.Reports.Cards;

/// <summary>
/// A metric's value. Evaluations do have metrics that are not finite numbers. JSON cannot write those, so they are the strings
/// <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>. A null in a log is NaN, too.
/// </summary>
[JsonConverter(typeof(Converter))]
public readonly record struct MetricValue(double Value)
{
    private const string NotANumber = "NaN";
    private const string PositiveInfinity = "Infinity";
    private const string NegativeInfinity = "-Infinity";

    /// <summary>The shortest text that reads back as the same value.</summary>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads one of the three words.</summary>
    internal static bool TryWord(string? text, out MetricValue value)
    {
        value = new MetricValue(text switch
        {
            PositiveInfinity => double.PositiveInfinity,
            NegativeInfinity => double.NegativeInfinity,
            _ => double.NaN,
        });
        return text == NotANumber || !double.IsNaN(value.Value);
    }

    internal sealed class Converter : JsonConverter<MetricValue>
    {
        public override MetricValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.Number => new MetricValue(reader.GetDouble()),
                JsonTokenType.String when TryWord(reader.GetString(), out MetricValue value) => value,
                _ => throw new JsonException("a metric must be a number, NaN, Infinity or -Infinity"),
            };

        public override void Write(Utf8JsonWriter writer, MetricValue value, JsonSerializerOptions options)
        {
            switch (value.Value)
            {
                case double.PositiveInfinity:
                    writer.WriteStringValue(PositiveInfinity);
                    break;
                case double.NegativeInfinity:
                    writer.WriteStringValue(NegativeInfinity);
                    break;
                case double.NaN:
                    writer.WriteStringValue(NotANumber);
                    break;
                default:
                    writer.WriteNumberValue(value.Value);
                    break;
            }
        }
    }
}
