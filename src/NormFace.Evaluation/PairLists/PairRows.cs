using NormFace.Embeddings;

namespace NormFace.PairLists;

/// <summary>Which rows the pairs of a list are of.</summary>
/// <param name="First">Row of the first picture of each pair. Shape <c>[P]</c>.</param>
/// <param name="Second">Row of the second picture of each pair. Shape <c>[P]</c>.</param>
internal sealed record PairRows(int[] First, int[] Second)
{
    /// <summary>Finds the pictures of a list by their paths, or by their paths with another extension.</summary>
    /// <exception cref="InvalidDataException">Pictures are missing; ten are named and all counted.</exception>
    public static PairRows Of(PairList list, PictureRows rows)
    {
        ListedRows listed = new(rows, list.Location);
        int[] first = [.. list.Pairs.Select(pair => listed.Find(pair.First, pair.Line))];
        int[] second = [.. list.Pairs.Select(pair => listed.Find(pair.Second, pair.Line))];
        listed.ThrowIfAnyIsMissing();
        return new PairRows(first, second);
    }

    /// <summary>The score of every pair, in the order of the list.</summary>
    /// <param name="score">Score of two rows.</param>
    public double[] Scores(Func<int, int, double> score) => [.. First.Zip(Second, score)];
}
