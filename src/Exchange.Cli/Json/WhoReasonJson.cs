namespace Exchange.Cli.Json;

/// <summary>
/// A condition that fails, and what would change it: null where nobody can do anything, couldChangeAt where time does not help.
/// </summary>
internal sealed record WhoReasonJson(string Code, string Text, string? CouldChangeAt, string? WhatWouldChangeIt);
