using System.Numerics;
using System.Text;

namespace Exchange.Architecture.Tests;

/// <summary>Uses one type in each place where a use can hide; never run.</summary>
internal static class UseSample
{
    private static readonly List<Version> InATypeArgument = [];

    [Obsolete("only for its attribute")]
    public static async Task<int> InABody(int number)
    {
        Func<object> closure = () => BigInteger.Pow(number, 2);
        try
        {
            await Task.Yield();
            return new StringBuilder().Append(closure()).Length + InATypeArgument.Count;
        }
        catch (TimeoutException)
        {
            return Enumerable.Empty<Uri>().Count();
        }
    }
}
