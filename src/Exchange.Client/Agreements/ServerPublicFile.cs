using System.Text.Json;
using Exchange.Contract.Members;
using Exchange.Contract.Statements;
using Exchange.Formats.Primitives;
using Exchange.Formats.Tlog;

namespace Exchange.Client.Agreements;

/// <summary>
/// What the operator gives to the person who drafts the agreement: the verifier keys of both logs, and the key that issues the server's
/// certificate.
/// </summary>
public sealed record ServerPublicFile(NoteVerifierKey Directory, NoteVerifierKey Audit, TlsPublicKey Operator)
{
    /// <summary>JSON: <c>directory</c> and <c>audit</c> (vkeys), <c>operator</c> (base64 SubjectPublicKeyInfo).</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(
        new Form(Directory.ToString(), Audit.ToString(), Operator.ToString()), PublicFileJson.Default.ServerForm);

    /// <exception cref="MalformedException">Not such a file.</exception>
    public static ServerPublicFile Parse(ReadOnlySpan<byte> json)
    {
        Form form = PublicFileJson.Parse(json, PublicFileJson.Default.ServerForm, "a server's public file");
        return new ServerPublicFile(
            NoteVerifierKey.Parse(form.Directory),
            NoteVerifierKey.Parse(form.Audit),
            new TlsPublicKey(StrictBase64.Decode(form.Operator)));
    }

    /// <summary>The logs as an agreement states them: each key carries its log's origin as its name.</summary>
    internal LogsTerms ToTerms() => new(new LogTerms(Directory.Name, [Directory]), new LogTerms(Audit.Name, [Audit]));

    internal sealed record Form(string Directory, string Audit, string Operator);
}
