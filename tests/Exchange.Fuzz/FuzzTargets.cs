using Exchange.Fuzz.Targets;

namespace Exchange.Fuzz;

/// <summary>Every target. Those of <c>tests/fuzz --help</c> are the same; a test compares them.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        AgeFileTarget.Create(),
        AgeArmorTarget.Create(),
        Bech32Target.Create(),
        DsseTarget.Create(),
        StatementTarget.Create(),
        SignedNoteTarget.Create(),
        CheckpointTarget.Create(),
        TlogProofTarget.Create(),
        TileTarget.Create(),
        PolicyTarget.Create(),
        AgreementTarget.Create(),
        GrantTextTarget.Create(),
        EventTarget.Create(),
        CardTarget.Create(),
        ZipTarget.Create(),
        ReportTarget.Create(),
    ];

    public static FuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);
}
