using Exchange.Formats.Primitives;

namespace Exchange.Reports.Inspect;

/// <summary>A log, but of a version whose meaning is not known: to guess at it would make a card that may be wrong.</summary>
internal sealed class UnknownLogVersionException(string what) : MalformedException(what);
