using System.Text;
using Exchange.Client.Errors;
using Exchange.Formats.Safety;
using Exchange.Reports.Cards;

namespace Exchange.Client.Policies;

/// <summary>Reads a file of terms: UTF-8, plain text.</summary>
public static class TermsFile
{
    /// <exception cref="ClientException">There is no such file, it is too large, or it is not text.</exception>
    public static string Read(string path)
    {
        byte[] bytes = SmallFile.Read(path, TermsText.MaxBytes);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(SmallFile.WithoutMark(bytes));
        }
        catch (DecoderFallbackException refused)
        {
            throw new ClientException(
                ExitCode.Usage, $"{TerminalText.Safe(path)} cannot be used as terms.", "It is not UTF-8 text.",
                "Save it as plain text in UTF-8.", refused);
        }
    }
}
