namespace NormFace.PairLists;

/// <summary>The words by which lists say whether a pair shows one identity.</summary>
internal static class GenuineText
{
    private static readonly HashSet<string> Genuine = new(
        ["1", "true", "yes", "same", "genuine", "match"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Impostor = new(
        ["0", "-1", "false", "no", "different", "impostor", "nonmatch"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What lists may write, for messages.</summary>
    public const string Expected =
        "1, true, yes, same, genuine or match, or 0, -1, false, no, different, impostor or nonmatch";

    public static bool TryParse(string text, out bool isGenuine)
    {
        isGenuine = Genuine.Contains(text);
        return isGenuine || Impostor.Contains(text);
    }
}
