namespace NormFace.Embeddings;

/// <summary>Refuses rows that break a rule: ten are listed, and the others counted.</summary>
internal static class RowFaults
{
    private const int ListedAtMost = 10;

    public static void Throw(string rule, IReadOnlyList<string> wrong)
    {
        if (wrong.Count > 0)
        {
            var more = wrong.Count > ListedAtMost
                ? FormattableString.Invariant($"; and {wrong.Count - ListedAtMost} more")
                : "";
            throw new InvalidDataException($"{rule}, but {string.Join("; ", wrong.Take(ListedAtMost))}{more}.");
        }
    }
}
