namespace Exchange.Fuzz;

/// <summary>Nothing crashed, but what a parser did is not what it says of itself.</summary>
internal sealed class BrokenPromiseException(string what) : Exception(what);
