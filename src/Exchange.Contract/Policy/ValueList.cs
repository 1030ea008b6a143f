using System.Collections;

namespace Exchange.Contract.Policy;

/// <summary>
/// A list that cannot change and is equal to every list of the same values in the same order, so that records which hold one have
/// value equality.
/// </summary>
internal sealed class ValueList<T> : IReadOnlyList<T>
{
    private readonly T[] values;

    private ValueList(T[] values) => this.values = values;

    public int Count => values.Length;

    public T this[int index] => values[index];

    public static ValueList<T> InOrder(IEnumerable<T> values) => values as ValueList<T> ?? new([.. values]);

    /// <summary>
    /// Sorted by the UTF-8 bytes of the key's text and without repetition: the canonical order of the wire. Keys are ASCII, where
    /// ordinal order of characters is the order of bytes.
    /// </summary>
    public static ValueList<T> Sorted(IEnumerable<T> values, Func<T, string> key) =>
        new([.. values.Distinct().OrderBy(key, StringComparer.Ordinal)]);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => values.GetEnumerator();

    public override bool Equals(object? obj) => obj is ValueList<T> other && values.AsSpan().SequenceEqual(other.values);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (T value in values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
