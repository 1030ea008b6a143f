namespace Exchange.Hostile.Faults;

/// <summary>Faults are injected while nothing else runs: other tests measure time.</summary>
[CollectionDefinition(nameof(FaultCollection), DisableParallelization = true)]
public sealed class FaultCollection;
