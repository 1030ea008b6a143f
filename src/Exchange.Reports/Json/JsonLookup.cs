using System.Text.Json;

namespace Exchange.Reports.Json;

/// <summary>Finds a member of an object whose other names may be malformed.</summary>
internal static class JsonLookup
{
    /// <summary>
    /// Like <see cref="JsonElement.TryGetProperty(string, out JsonElement)"/>, which throws if it meets a name that is not Unicode.
    /// </summary>
    /// <param name="parent">An object.</param>
    /// <param name="name">The name to find.</param>
    /// <param name="value">The last member of this name.</param>
    public static bool TryMember(this JsonElement parent, string name, out JsonElement value)
    {
        try
        {
            return parent.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            // Some member's name has an escaped lone surrogate, so it is not the one to find.
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
