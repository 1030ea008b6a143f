using System.Text.Json.Serialization;

namespace Exchange.Reports;

/// <summary>What an evaluation log says of itself, as its header has it; absent where the header is silent.</summary>
public sealed record Evaluation
{
    public required string Task { get; init; }

    public string? TaskVersion { get; init; }

    public string? TaskId { get; init; }

    /// <summary>The id of this evaluation; the same id in a later file is a revision of it.</summary>
    public string? EvalId { get; init; }

    /// <summary>The set of evaluations that this one was run in.</summary>
    public string? EvalSetId { get; init; }

    public string? RunId { get; init; }

    public required string Model { get; init; }

    /// <summary>Models beside <see cref="Model"/>; null where there are none.</summary>
    public IReadOnlyList<ModelRole>? Roles { get; init; }

    public EvaluationDataset? Dataset { get; init; }

    /// <summary>started, success, cancelled or error; another word if the log has one.</summary>
    public required string Status { get; init; }

    /// <summary>The error's message, without its traceback and with <c>***</c> in place of what is plainly a key or a password.</summary>
    public string? Error { get; init; }

    public bool Invalidated { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Completed { get; init; }

    public long? Epochs { get; init; }

    public EvaluationRevision? Revision { get; init; }

    public string? InspectVersion { get; init; }

    public long? LogVersion { get; init; }

    /// <summary>Samples times epochs that were to run.</summary>
    public long? TotalSamples { get; init; }

    /// <summary>Samples times epochs that ended without an error; of a run in progress, so far.</summary>
    public long? CompletedSamples { get; init; }

    [JsonRequired]
    public IReadOnlyList<EvaluationScore> Scores { get; init; } = [];

    [JsonRequired]
    public IReadOnlyList<ModelUsage> Usage { get; init; } = [];

    [JsonRequired]
    public IReadOnlyList<string> Tags { get; init; } = [];

    [JsonRequired]
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
