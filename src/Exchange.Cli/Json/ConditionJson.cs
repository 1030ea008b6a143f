namespace Exchange.Cli.Json;

/// <summary>
/// A condition and its state; what would change it is null where nobody can do anything, couldChangeAt where time does not help.
/// </summary>
internal sealed record ConditionJson(string Code, bool Met, string Text, string? CouldChangeAt, string? WhatWouldChangeIt);
