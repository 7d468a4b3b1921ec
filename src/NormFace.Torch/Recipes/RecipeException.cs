namespace NormFace.Recipes;

/// <summary>A recipe that breaks a rule. Nothing has been loaded yet when it is thrown.</summary>
/// <param name="key">Dotted key, such as <c>schedule.rate</c>; empty for the recipe as a whole.</param>
/// <param name="reason">What must hold and what was found.</param>
public sealed class RecipeException(string key, string reason)
    : FormatException(key.Length == 0 ? reason : $"{key} {reason}")
{
    /// <summary>Dotted key, such as <c>schedule.rate</c>; empty for the recipe as a whole.</summary>
    public string Key { get; } = key;
}
