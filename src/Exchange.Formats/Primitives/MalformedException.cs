namespace Exchange.Formats.Primitives;

/// <summary>Input that is not what its format says. The message never quotes secrets, nor more than a few characters of the input.</summary>
public class MalformedException(string what) : Exception(what);
