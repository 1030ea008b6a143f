namespace Exchange.Formats.Tlog;

/// <summary>The signature types of C2SP signed-note that we know.</summary>
public enum NoteKeyType
{
    /// <summary>An Ed25519 signature over the note's text.</summary>
    Ed25519 = 0x01,

    /// <summary>A timestamped Ed25519 cosignature of a checkpoint (C2SP tlog-cosignature).</summary>
    CosignatureV1 = 0x04,
}
