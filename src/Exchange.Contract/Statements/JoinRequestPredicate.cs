using Exchange.Contract.Ids;

namespace Exchange.Contract.Statements;

/// <summary>
/// What a person asks their administrator for. Signed by the device's own signing keys; <paramref name="TlsProof"/> is an ECDSA
/// signature of the TLS key (P1363, 64 bytes) over the text in docs/formats/statements.md, so all three keys are shown to be held
/// or chosen by the one who asks.
/// </summary>
/// <param name="WantsRoles">The roles asked for; the administrator decides.</param>
public sealed record JoinRequestPredicate(
    AgreementId Agreement, PartyName Party, Handle Handle, IReadOnlyList<string> WantsRoles, DeviceTerms Device, ReadOnlyMemory<byte> TlsProof);
