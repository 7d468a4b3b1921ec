namespace NormFace.Settings;

/// <summary>How many letters must be put in, left out or changed to make one word of another (Levenshtein).</summary>
internal static class EditDistance
{
    private const int LongestWord = 64; // a longer one is no name, and the work grows with it

    public static int Between(string word, string known)
    {
        if (word.Length > LongestWord)
        {
            return word.Length;
        }

        var row = Enumerable.Range(0, known.Length + 1).ToArray(); // distances from the part of the word read so far

        for (var read = 1; read <= word.Length; read++)
        {
            var (diagonal, left) = (row[0], read);

            for (var column = 1; column <= known.Length; column++)
            {
                var changed = diagonal + (word[read - 1] == known[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column - 1] = left;
                left = Math.Min(changed, Math.Min(left, diagonal) + 1);
            }

            row[known.Length] = left;
        }

        return row[known.Length];
    }
}
