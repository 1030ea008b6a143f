using Exchange.Contract.Ids;
using Exchange.Contract.Members;
using Exchange.Formats.Age;

namespace Exchange.Contract.Statements;

/// <summary>The public keys of one device of a member: to sign with, to connect with, to be sealed to.</summary>
public sealed record DeviceTerms(Handle Name, SignerKeys Signing, TlsPublicKey Tls, HybridRecipient Recipient);
