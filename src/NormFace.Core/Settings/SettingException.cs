namespace NormFace.Settings;

/// <summary>A setting in a JSON section that is unknown, missing, of the wrong kind or out of range.</summary>
/// <param name="key">Dotted key, such as <c>schedule.rate</c>; empty for the section as a whole.</param>
/// <param name="reason">What must hold and what was found.</param>
public sealed class SettingException(string key, string reason)
    : FormatException(key.Length == 0 ? reason : $"{key} {reason}")
{
    /// <summary>Dotted key, such as <c>schedule.rate</c>; empty for the section as a whole.</summary>
    public string Key { get; } = key;

    /// <summary>What must hold and what was found, without the key.</summary>
    public string Reason { get; } = reason;
}
