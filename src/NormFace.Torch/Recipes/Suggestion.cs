using NormFace.Backbones;

namespace NormFace.Recipes;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
internal static class Suggestion
{
    /// <summary>A sentence that starts with a space, or nothing where no known word is near.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        var best = known.Select(candidate => (Word: candidate, Distance: EditDistance.Between(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .FirstOrDefault((Word: "", Distance: int.MaxValue));

        return best.Distance <= Math.Max(2, word.Length / 3) ? $" Did you mean '{best.Word}'?" : "";
    }
}
