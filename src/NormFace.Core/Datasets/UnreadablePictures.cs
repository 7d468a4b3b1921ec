using System.Globalization;

namespace NormFace.Datasets;

/// <summary>Counts pictures that cannot be read, keeps their names, and stops a run that meets too many.</summary>
/// <remarks>Safe from several threads. A picture reported again, in a later epoch, counts once.</remarks>
public sealed class UnreadablePictures
{
    private const int NamesInMessage = 5;

    private readonly Lock gate = new();
    private readonly Dictionary<string, PictureException> errors = new(StringComparer.Ordinal);
    private readonly int total;
    private readonly double allowedShare;

    /// <summary>Starts with no picture reported.</summary>
    /// <param name="total">Number of pictures of the data set, at least 0.</param>
    /// <param name="allowedShare">
    /// Share of them that may be unreadable, in [0, 1]; default: 0.01; 0 stops at the first.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public UnreadablePictures(int total, double allowedShare = 0.01)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        if (!(allowedShare is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(allowedShare),
                allowedShare,
                FormattableString.Invariant($"allowedShare must lie in [0, 1], but was {allowedShare}."));
        }

        this.total = total;
        this.allowedShare = allowedShare;
    }

    /// <summary>Number of different pictures reported.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return errors.Count;
            }
        }
    }

    /// <summary>The pictures reported so far, by path in ordinal order.</summary>
    /// <returns>The first error of each.</returns>
    public IReadOnlyList<PictureException> InOrder()
    {
        lock (gate)
        {
            return [.. errors.Values.OrderBy(error => error.Picture, StringComparer.Ordinal)];
        }
    }

    /// <summary>Notes a picture that cannot be read.</summary>
    /// <param name="error">What happened.</param>
    /// <exception cref="InvalidDataException">
    /// More than the allowed share cannot be read; the count and the first names are given.
    /// </exception>
    public void Report(PictureException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        lock (gate)
        {
            _ = errors.TryAdd(error.Picture, error);
            if (errors.Count <= allowedShare * total)
            {
                return;
            }

            // A wrong crop is wrong for every picture, and is said once.
            var first = string.Join(" ", InOrder().Take(NamesInMessage).GroupBy(known => known.Reason).Select(
                same => $"{string.Join(", ", same.Select(known => known.Picture))}: {same.Key}"));
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"At most {allowedShare * 100:0.###} % of {total} pictures may be unreadable, but {errors.Count} "
                + $"are{(errors.Count > NamesInMessage ? ", first" : "")}: {first} Repair or remove them."), error);
        }
    }
}
