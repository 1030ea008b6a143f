using System.Text.Json;

namespace Exchange.Reports.Json;

/// <summary>Finds a member among others whose names may be anything.</summary>
internal static class JsonLookup
{
    /// <summary>As <see cref="JsonElement.TryGetProperty(string, out JsonElement)"/>, which throws where it meets a name that is no Unicode text.</summary>
    /// <param name="parent">An object.</param>
    /// <param name="name">The name looked for.</param>
    /// <param name="value">The last member of this name.</param>
    public static bool TryMember(this JsonElement parent, string name, out JsonElement value)
    {
        try
        {
            return parent.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, as an escape, in some member's name, which is then not the one looked for.
            return TryReadableMember(parent, name, out value);
        }
    }

    private static bool TryReadableMember(JsonElement parent, string name, out JsonElement value)
    {
        bool found = false;
        value = default;
        foreach (JsonProperty member in parent.EnumerateObject())
        {
            if (IsNamed(member, name))
            {
                found = true;
                value = member.Value;
            }
        }

        return found;
    }

    private static bool IsNamed(JsonProperty member, string name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
