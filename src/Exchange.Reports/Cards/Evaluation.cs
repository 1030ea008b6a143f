using System.Text.Json.Serialization;

namespace Exchange.Reports.Cards;

/// <summary>What the header of an evaluation log says about the evaluation; null for what it does not say.</summary>
public sealed record Evaluation
{
    public required string Task { get; init; }

    public string? TaskVersion { get; init; }

    public string? TaskId { get; init; }

    /// <summary>The id of this evaluation. A later file with the same id is a revision of it.</summary>
    public string? EvalId { get; init; }

    /// <summary>The id of the set of evaluations that this one belongs to.</summary>
    public string? EvalSetId { get; init; }

    public string? RunId { get; init; }

    public required string Model { get; init; }

    /// <summary>Models besides <see cref="Model"/>; null if there are none.</summary>
    public IReadOnlyList<ModelRole>? Roles { get; init; }

    public EvaluationDataset? Dataset { get; init; }

    /// <summary>started, success, cancelled or error; any other word if the log has one.</summary>
    public required string Status { get; init; }

    /// <summary>The error's message, without its traceback and with <c>***</c> in place of obvious keys and passwords.</summary>
    public string? Error { get; init; }

    public bool Invalidated { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Completed { get; init; }

    public long? Epochs { get; init; }

    public EvaluationRevision? Revision { get; init; }

    public string? InspectVersion { get; init; }

    public long? LogVersion { get; init; }

    /// <summary>The number of samples to run, times epochs.</summary>
    public long? TotalSamples { get; init; }

    /// <summary>The number of samples that finished without an error, times epochs; so far, if the run is in progress.</summary>
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

/// <param name="Name">The dataset's name, if it has one.</param>
/// <param name="Samples">The number of samples in it; a run with a limit uses fewer.</param>
public sealed record EvaluationDataset(string? Name, long? Samples);

/// <summary>A model that took part in a role of its own, such as the one that grades.</summary>
public sealed record ModelRole([property: JsonRequired] string Role, [property: JsonRequired] string Model);

/// <summary>The metrics of one scorer. Samples are counted after reduction over epochs.</summary>
public sealed record EvaluationScore(
    [property: JsonRequired] string Name,
    string? Scorer,
    string? Reducer,
    long? ScoredSamples,
    long? UnscoredSamples,
    [property: JsonRequired] IReadOnlyList<EvaluationMetric> Metrics);

public sealed record EvaluationMetric(
    [property: JsonRequired] string Name,
    [property: JsonRequired] MetricValue Value,
    string? Group);

/// <summary>The tokens that one model used in the whole run.</summary>
/// <param name="Model">The model, as the log names it.</param>
/// <param name="InputTokens">Input tokens charged in full: neither written to a cache nor read from one.</param>
/// <param name="OutputTokens">Output tokens, including those used for reasoning.</param>
/// <param name="TotalTokens">All tokens together.</param>
public sealed record ModelUsage(
    [property: JsonRequired] string Model,
    long? InputTokens,
    long? OutputTokens,
    long? TotalTokens)
{
    public long? CacheWriteTokens { get; init; }

    public long? CacheReadTokens { get; init; }

    public long? ReasoningTokens { get; init; }
}

/// <summary>The source revision that the evaluation ran from.</summary>
/// <param name="Origin">The repository's address, with credentials replaced by <c>***</c>.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Dirty">Whether uncommitted changes were present.</param>
public sealed record EvaluationRevision(string? Origin, string? Commit, bool? Dirty);
