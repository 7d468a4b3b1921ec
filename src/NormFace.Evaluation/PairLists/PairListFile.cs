namespace NormFace.PairLists;

/// <summary>Pair lists of either form.</summary>
public static class PairListFile
{
    /// <summary>Reads a table where the name ends in <c>.csv</c> or <c>.tsv</c> (<see cref="PairTableFile"/>), else LFW's own form (<see cref="LfwPairFile"/>).</summary>
    /// <param name="path">The file.</param>
    /// <returns>The pairs, in the order of the file.</returns>
    /// <exception cref="InvalidDataException">It is of another form; file and line are named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PairList Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".TSV" ? PairTableFile.Read(path) : LfwPairFile.Read(path);
    }
}
