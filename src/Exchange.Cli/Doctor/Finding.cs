namespace Exchange.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="State">One of the constants below.</param>
/// <param name="Next">How to fix it; empty where nothing needs fixing.</param>
internal sealed record Finding(string State, string Check, string Text, string Next)
{
    public const string Ok = "ok";
    public const string Warn = "warn";
    public const string Fail = "fail";

    public static Finding Good(string check, string text) => new(Ok, check, text, "");

    public static Finding Bad(string check, string text, string next) => new(Fail, check, text, next);

    public static Finding Careful(string check, string text, string next) => new(Warn, check, text, next);
}
