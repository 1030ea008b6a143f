using Exchange.Contract.Agreements;
using Exchange.Contract.Statements;
using Exchange.Formats.Tlog;

namespace Exchange.Server.Storage;

/// <summary>The keys that sign the two logs' checkpoints. Owns them.</summary>
internal sealed class LogKeys(NoteSigner directory, NoteSigner audit) : IDisposable
{
    public NoteSigner Of(LogName log) => log == LogName.Directory ? directory : audit;

    /// <summary>Whether the agreement names both keys for its logs.</summary>
    public bool AreOf(Agreement agreement) =>
        TermsOf(agreement, LogName.Directory).Keys.Contains(directory.VerifierKey)
        && TermsOf(agreement, LogName.Audit).Keys.Contains(audit.VerifierKey);

    public static LogTerms TermsOf(Agreement agreement, LogName log) =>
        log == LogName.Directory ? agreement.Predicate.Logs.Directory : agreement.Predicate.Logs.Audit;

    /// <summary>A checkpoint of the tree, signed.</summary>
    public SignedNote Sign(LogName log, TreeAppender tree)
    {
        NoteSigner signer = Of(log);
        return SignedNote.Sign(new Checkpoint(signer.VerifierKey.Name, tree.Size, tree.Root()).Encode(), [signer]);
    }

    public void Dispose()
    {
        directory.Dispose();
        audit.Dispose();
    }
}
