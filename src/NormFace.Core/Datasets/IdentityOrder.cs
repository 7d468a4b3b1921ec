namespace NormFace.Datasets;

/// <summary>
/// The one order of identities: the empty one first, then whole numbers by value, then all others by ordinal
/// comparison.
/// </summary>
/// <remarks>
/// A whole number is a text of the digits 0 to 9 only, of any length. Numbers of equal value (<c>7</c>, <c>007</c>)
/// follow each other by
/// ordinal comparison, so that the order is total: it depends on the two texts alone, not on their set, the machine or
/// its culture.
/// </remarks>
internal sealed class IdentityOrder : IComparer<string>
{
    private IdentityOrder()
    {
    }

    /// <summary>The order.</summary>
    public static IdentityOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        if (string.IsNullOrEmpty(x) || string.IsNullOrEmpty(y))
        {
            return string.CompareOrdinal(x, y);
        }

        var (isNumberX, isNumberY) = (IsNumber(x), IsNumber(y));
        if (isNumberX != isNumberY)
        {
            return isNumberX ? -1 : 1;
        }

        var byValue = isNumberX ? CompareNumbers(x.AsSpan().TrimStart('0'), y.AsSpan().TrimStart('0')) : 0;
        return byValue != 0 ? byValue : string.CompareOrdinal(x, y);
    }

    private static bool IsNumber(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static int CompareNumbers(ReadOnlySpan<char> x, ReadOnlySpan<char> y) =>
        x.Length != y.Length ? x.Length.CompareTo(y.Length) : x.SequenceCompareTo(y);
}
