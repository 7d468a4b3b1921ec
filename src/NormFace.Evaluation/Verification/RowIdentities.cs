using NormFace.Embeddings;

namespace NormFace.Verification;

/// <summary>Refuses rows that do not say whom they show, where the evaluation goes by identities.</summary>
internal static class RowIdentities
{
    /// <summary>Checks that every row has an identity.</summary>
    /// <param name="set">The set.</param>
    /// <param name="rows">Rows that the evaluation uses; null for all.</param>
    /// <exception cref="InvalidDataException">A name has no folder; the first and their number are given.</exception>
    public static void Require(PictureRows set, IEnumerable<int>? rows = null)
    {
        if (!set.Identities.TryLabelOf("", out var nobody))
        {
            return;
        }

        int[] unnamed = [.. (rows ?? Enumerable.Range(0, set.Count)).Where(row => set.Labels[row] == nobody)];
        if (unnamed.Length > 0)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"Every row must show an identity, the first folder of its name as in ID/file.jpg, but ")
                + FormattableString.Invariant(
                    $"{unnamed.Length:N0} of {set.Count:N0} have no folder, such as '{set.Names[unnamed[0]]}'. ")
                + "Put a folder before the names, one a person.");
        }
    }
}
