namespace Exchange.Formats.Primitives;

/// <summary>
/// Input that breaks its format, does not verify or does not count: the one base of every exception for broken input. Catch it
/// alone, and a derived exception before it only where that fault has an answer of its own. The message never quotes secrets,
/// nor more than a few characters of the input.
/// </summary>
public class MalformedException(string what, Exception? inner = null) : Exception(what, inner);
