namespace Exchange.EndToEnd;

/// <summary>The checkout that these tests run from inside of.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Exchange.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("these tests run from inside a checkout: no Exchange.sln above " + AppContext.BaseDirectory);
    }
}
