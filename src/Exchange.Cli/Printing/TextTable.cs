using Exchange.Formats.Safety;

namespace Exchange.Cli.Printing;

/// <summary>Aligned rows under headings. On a terminal the last column is cut to fit; elsewhere nothing is cut.</summary>
internal sealed class TextTable(params string[] headings)
{
    private const int Gap = 2;
    private const int LeastOfLast = 12;

    private readonly List<string[]> rows = [];

    /// <param name="cells">One for each heading; control characters are replaced here.</param>
    public void Add(params string?[] cells) => rows.Add([.. cells.Select(cell => TerminalText.Safe(cell))]);

    /// <summary>An indented line between the rows.</summary>
    public void AddNote(string text) => rows.Add([TerminalText.Safe(text)]);

    /// <param name="width">Columns of the terminal; 0 if there is none.</param>
    public void Write(TextWriter output, int width)
    {
        int[] widths = [.. headings
            .Select((heading, column) =>
                rows.Where(row => row.Length == headings.Length).Select(row => row[column].Length).Append(heading.Length).Max())];
        int before = widths[..^1].Sum(column => column + Gap);
        int last = width == 0 ? int.MaxValue : Math.Max(LeastOfLast, width - before);
        WriteRow(output, headings, widths, last);
        foreach (string[] row in rows)
        {
            if (row.Length == headings.Length)
            {
                WriteRow(output, row, widths, last);
            }
            else
            {
                string note = new string(' ', widths[0] + Gap) + row[0];
                output.WriteLine(width == 0 ? note : Cut(note, width));
            }
        }
    }

    private static void WriteRow(TextWriter output, string[] cells, int[] widths, int last)
    {
        IEnumerable<string> padded = cells[..^1].Select((cell, column) => cell.PadRight(widths[column] + Gap));
        output.WriteLine((string.Concat(padded) + Cut(cells[^1], last)).TrimEnd());
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : TerminalText.Safe(text, width);
}
