using NormFace.Verification;

namespace NormFace.Reports;

/// <summary>Pairs with their scores, as pictures where all are at hand, else as a table of paths.</summary>
/// <param name="Title">Title above them.</param>
/// <param name="Pairs">The pairs, in order.</param>
internal sealed record PairPicturesBlock(string Title, IReadOnlyList<SamplePair> Pairs) : ReportBlock
{
    /// <summary>Shows pairs of rows.</summary>
    /// <param name="title">Title above them.</param>
    /// <param name="pairs">The pairs, such as the hardest ones.</param>
    /// <param name="names">Path of the picture of each row. Shape <c>[N]</c>.</param>
    /// <param name="png">
    /// Gives the picture of a row as a PNG file, or null if it is not at hand; asked once for each row shown.
    /// </param>
    /// <returns>The block.</returns>
    /// <exception cref="ArgumentException">A pair names a row that has no name.</exception>
    public static PairPicturesBlock Of(
        string title, IReadOnlyList<RowPair> pairs, IReadOnlyList<string> names, Func<int,
        ReadOnlyMemory<byte>?>? png = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(names);
        Dictionary<int, ReadOnlyMemory<byte>> pictures = [];
        return new PairPicturesBlock(title, [.. pairs.Select(pair =>
            new SamplePair(Name(pair.First), Name(pair.Second), pair.Score)
            {
                FirstPng = Picture(pair.First),
                SecondPng = Picture(pair.Second),
            })]);

        string Name(int row) => row >= 0 && row < names.Count
            ? names[row]
            : throw new ArgumentException("pairs must be of rows from 0 to "
                + FormattableString.Invariant($"{names.Count - 1}, but one is of row {row}."), nameof(pairs));

        ReadOnlyMemory<byte> Picture(int row)
        {
            if (!pictures.TryGetValue(row, out var picture))
            {
                pictures.Add(row, picture = png?.Invoke(row) ?? ReadOnlyMemory<byte>.Empty);
            }

            return picture;
        }
    }
}
