namespace NormFace.Figures.Paper;

/// <summary>Digits as a trained network sees them.</summary>
/// <param name="Vectors">Raw features of test digits.</param>
/// <param name="Labels">Their digits, 0 to 9.</param>
/// <param name="ClassVectors">
/// The class vectors of the loss, row by row; of a loss that projects them, projected.
/// </param>
/// <param name="Accuracy">Share of test digits that the loss itself would decide rightly, in [0, 1].</param>
internal sealed record DigitFeatures(
    IReadOnlyList<double[]> Vectors, IReadOnlyList<int> Labels, IReadOnlyList<double[]> ClassVectors, double Accuracy)
{
    /// <summary>What a class is called in titles.</summary>
    public string Noun { get; init; } = "digit";

    /// <summary>Those whose own class vector is the nearest by direction.</summary>
    public DigitFeatures ToldRightly()
    {
        var units = ClassVectors.Select(Unit).ToArray();
        bool[] isRight = [.. Vectors.Select(
            (vector, index) =>
                Enumerable.Range(0, units.Length).MaxBy(other => Dot(vector, units[other])) == Labels[index])];
        return this with
        {
            Vectors = [.. Vectors.Where((_, index) => isRight[index])],
            Labels = [.. Labels.Where((_, index) => isRight[index])],
        };
    }

    /// <summary>A part of the digits that leaves each dot visible.</summary>
    public DigitFeatures Some(int count) => this with
    {
        Vectors = [.. Vectors.Where((_, index) => IsKept(index, count))],
        Labels = [.. Labels.Where((_, index) => IsKept(index, count))],
    };

    /// <summary>Raw features of a digit.</summary>
    public IEnumerable<double[]> Of(int digit) => Vectors.Where((_, index) => Labels[index] == digit);

    /// <summary>A vector at length 1; zeros stay.</summary>
    public static double[] Unit(double[] vector)
    {
        var length = Length(vector);
        return length > 0 ? [.. vector.Select(value => value / length)] : vector;
    }

    /// <summary>Length of a vector.</summary>
    public static double Length(double[] vector) => Math.Sqrt(vector.Sum(value => value * value));

    /// <summary>Inner product.</summary>
    public static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    // Evenly over the test part, whose order says nothing of the digit.
    private bool IsKept(int index, int count) =>
        (long)index * count / Vectors.Count != (long)(index + 1) * count / Vectors.Count || count >= Vectors.Count;
}
