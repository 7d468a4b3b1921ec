using System.Globalization;

namespace NormFace.Detection;

/// <summary>Which face of a picture is meant where there are several. The default is <see cref="Only"/>.</summary>
public readonly record struct FaceChoice
{
    private const int CentralValue = -1, LargestValue = -2; // 0: only; above: the number

    private readonly int value;

    private FaceChoice(int value) => this.value = value;

    /// <summary>None: a picture of several faces that could be meant is refused.</summary>
    public static FaceChoice Only { get; }

    /// <summary>
    /// The paper's rule: the one whose box's middle has the least sum of horizontal and vertical distance to the middle
    /// of the picture. Source: Wang et al., arXiv:1704.06369, and its release.
    /// </summary>
    public static FaceChoice Central { get; } = new(CentralValue);

    /// <summary>The one with the largest box.</summary>
    public static FaceChoice Largest { get; } = new(LargestValue);

    /// <summary>The number of a face that was chosen by it; else null.</summary>
    public int? Number => value > 0 ? value : null;

    /// <summary>The face of a number; a picture with fewer faces is refused.</summary>
    /// <param name="number">From 1, the largest face first: the order in which detectors give them.</param>
    /// <returns>The choice.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static FaceChoice Numbered(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return new FaceChoice(number);
    }

    /// <summary>Reads a choice: <c>only</c>, <c>central</c>, <c>largest</c>, or a number from 1.</summary>
    /// <param name="text">The text; upper and lower case are the same.</param>
    /// <returns>The choice.</returns>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static FaceChoice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ToUpperInvariant() switch
        {
            "ONLY" => Only,
            "CENTRAL" => Central,
            "LARGEST" => Largest,
            _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 =>
                Numbered(number),
            _ => throw new ArgumentException(
                "A choice of face must be only, central, largest, or a number from 1 (the largest face first), but was "
                + $"'{text}'."),
        };
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    /// <returns><c>only</c>, <c>central</c>, <c>largest</c>, or the number.</returns>
    public override string ToString() => value switch
    {
        0 => "only",
        CentralValue => "central",
        LargestValue => "largest",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
