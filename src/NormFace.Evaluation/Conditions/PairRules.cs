namespace NormFace.Conditions;

/// <summary>Which rules apply to a column, by its name or as its heading says.</summary>
internal static class PairRules
{
    private static readonly Dictionary<string, PairRule[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sharpness"] = [PairRule.Smaller],
        ["size"] = [PairRule.Smaller],
        ["face_size"] = [PairRule.Smaller],
        ["eye_distance"] = [PairRule.Smaller],
        ["score"] = [PairRule.Smaller],
        ["quality"] = [PairRule.Smaller],
        ["contrast"] = [PairRule.Smaller],
        ["blur"] = [PairRule.Larger],
        ["occlusion"] = [PairRule.Larger],
        ["faces"] = [PairRule.Larger],
        ["yaw"] = [PairRule.Magnitude, PairRule.Difference],
        ["pitch"] = [PairRule.Magnitude, PairRule.Difference],
        ["roll"] = [PairRule.Magnitude, PairRule.Difference],
        ["age"] = [PairRule.Difference],
        ["year"] = [PairRule.Difference],
    };

    private static readonly PairRule[] Usual = [PairRule.Smaller, PairRule.Difference];

    /// <summary>The rules that a heading may ask for, as in <c>light:difference</c>.</summary>
    public static string Words { get; } = string.Join(", ", Enum.GetValues<PairRule>().Select(Word));

    /// <summary>Whether a column of this name must hold numbers.</summary>
    public static bool IsKnown(string name) => Known.ContainsKey(name);

    /// <summary>The rules of a column of numbers.</summary>
    public static IReadOnlyList<PairRule> OfNumbers(string name) => Known.GetValueOrDefault(name, Usual);

    /// <summary>Reads a rule; null for another word.</summary>
    public static PairRule? Parse(string word) =>
        Enum.GetValues<PairRule>().Cast<PairRule?>().FirstOrDefault(
            rule => Word(rule!.Value).Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The word of a rule in headings and in JSON.</summary>
    public static string Word(PairRule rule) => rule.ToString().ToLowerInvariant();

    /// <summary>What the condition of a pair is, for readers.</summary>
    public static string Explain(PairRule rule) => rule switch
    {
        PairRule.Smaller => "the smaller value of both pictures",
        PairRule.Larger => "the larger value of both pictures",
        PairRule.Magnitude => "the larger absolute value of both pictures",
        PairRule.Difference => "the absolute difference of both pictures",
        _ => "the group of both pictures; pairs of two groups are counted apart",
    };
}
