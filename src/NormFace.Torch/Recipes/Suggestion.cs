namespace NormFace.Recipes;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
internal static class Suggestion
{
    /// <summary>A sentence that starts with a space, or nothing where no known word is near.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        var best = known.Select(candidate => (Word: candidate, Distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .FirstOrDefault((Word: "", Distance: int.MaxValue));

        return best.Distance <= Math.Max(2, word.Length / 3) ? $" Did you mean '{best.Word}'?" : "";
    }

    // Insertions, deletions and replacements of a letter that turn one word into the other.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
