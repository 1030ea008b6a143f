using System.Runtime.ExceptionServices;
using Exchange.Client.Errors;

namespace Exchange.Client.Record;

/// <summary>What an audit found to be wrong: the first of each kind, with its place.</summary>
internal sealed class AuditFindings
{
    private readonly Dictionary<VerificationFault, string> first = [];
    private readonly List<VerificationFault> order = [];

    public int Count => order.Count;

    public void Add(VerificationFault fault, string where)
    {
        if (first.TryAdd(fault, where))
        {
            order.Add(fault);
        }
    }

    public void Require(bool holds, VerificationFault fault, string where)
    {
        if (!holds)
        {
            Add(fault, where);
        }
    }

    /// <summary>Does a step that stops at its first fault, and keeps that fault.</summary>
    public async Task CollectAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (VerificationException found)
        {
            Add(found.Fault, found.Detail ?? "");
        }
    }

    /// <summary>The same for a step that finds something out; null where it stopped at a fault.</summary>
    public async Task<T?> CollectAsync<T>(Func<Task<T?>> step)
        where T : class
    {
        try
        {
            return await step();
        }
        catch (VerificationException found)
        {
            Add(found.Fault, found.Detail ?? "");
            return null;
        }
    }

    /// <exception cref="VerificationException">Something was found.</exception>
    public void ThrowIfAny()
    {
        if (order.Count > 0)
        {
            throw ToException();
        }
    }

    /// <summary>What was found, of which there must be something: the fault is that of the first; the text names all.</summary>
    public VerificationException ToException() => new(order[0], string.Join("; ", order
        .Select((fault, place) => place == 0 ? first[fault] : $"{VerificationTexts.What(fault).TrimEnd('.')}, {first[fault]}")));
}
