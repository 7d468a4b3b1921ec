namespace NormFace.Settings;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
public static class Suggestion
{
    /// <summary>Finds the known word that is nearest to a mistyped one.</summary>
    /// <param name="word">The word as typed.</param>
    /// <param name="known">The words that would have been right.</param>
    /// <returns><c> Did you mean 'x'?</c>, with the leading space; empty if no known word is near.</returns>
    public static string For(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        var best = known
            .Select(candidate => (
                Word: candidate,
                Distance: EditDistance.Between(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .FirstOrDefault((Word: "", Distance: int.MaxValue));

        return best.Distance <= Math.Max(2, word.Length / 3) ? $" Did you mean '{best.Word}'?" : "";
    }
}
