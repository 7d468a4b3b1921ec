using System.Security.Cryptography;
using NormFace.Embeddings;

namespace NormFace.Models;

/// <summary>
/// Takes off embeddings what pictures of one source have in common: their camera, light and compression, not their
/// people. Equal cosines then mean more nearly the same on another source. Immutable.
/// </summary>
/// <remarks>
/// The mean embedding of known sources is subtracted, then the directions along which the means of these sources
/// differ most are removed. Removing such directions is known from speaker verification as nuisance attribute
/// projection: Solomonoff, Campbell and Boardman, "Advances in channel compensation for SVM speaker recognition",
/// ICASSP 2005.
/// </remarks>
public sealed partial class SourceCorrection
{
    /// <summary>Version of the form that is written. Corrections of a higher version are refused.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Name of the field that holds the correction in <c>Further</c> of a model's header.</summary>
    public const string FieldName = "sourceCorrection";

    /// <summary>
    /// People whose pictures the mean of known sources weighs as much as, where it is moved to a home source.
    /// </summary>
    /// <remarks>
    /// Chosen by us: about the variance of embeddings within a source over that of the sources' means, 0.87 to 0.06.
    /// </remarks>
    public const double KnownWeight = 15;

    private const double Tolerance = 1e-3; // of lengths and right angles of directions, in float32

    private readonly float[] mean;
    private readonly float[][] directions;

    /// <summary>Collects the parts of a correction.</summary>
    /// <param name="mean">Mean embedding of the known sources, finite, at most 1 long. Shape <c>[D]</c>.</param>
    /// <param name="directions">Directions to remove, of length 1 and at right angles, fewer than D, in order of
    /// importance; may be empty. Shape <c>[K, D]</c>.</param>
    /// <param name="sources">Descriptions of the sources it was learnt from; at least one, none empty.</param>
    /// <param name="pictureCount">Number of pictures it was learnt from, at least 1.</param>
    /// <exception cref="ArgumentException">A part is out of range; it is named.</exception>
    public SourceCorrection(
        ReadOnlySpan<float> mean,
        IReadOnlyList<float[]> directions,
        IReadOnlyList<string> sources,
        int pictureCount)
        : this(mean.ToArray(), Copied(directions), Copied(sources), pictureCount, origin: null)
    {
    }

    private SourceCorrection(
        float[] mean, float[][] directions, IReadOnlyList<string> sources, int pictureCount, string? origin)
    {
        (this.mean, this.directions, Sources, PictureCount) = (mean, directions, sources, pictureCount);
        Check();
        Fingerprint = Hash();
        Origin = origin ?? Fingerprint;
    }

    /// <summary>Length of the embeddings, D, at least 1.</summary>
    public int Size => mean.Length;

    /// <summary>Number of directions that are removed, in [0, D).</summary>
    public int DirectionCount => directions.Length;

    /// <summary>Descriptions of the sources it was learnt from.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>Number of pictures it was learnt from.</summary>
    public int PictureCount { get; }

    /// <summary>Tells its numbers from those of other corrections: 16 hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <summary>Fingerprint of the correction that was learnt: its own, unless it was moved to a home
    /// source.</summary>
    public string Origin { get; }

    /// <summary>Corrects one feature.</summary>
    /// <param name="feature">A feature of any length above 0. Shape <c>[D]</c>.</param>
    /// <returns>The corrected embedding, of length 1. Shape <c>[D]</c>.</returns>
    /// <exception cref="ArgumentException">The feature is of another size.</exception>
    /// <exception cref="InvalidDataException">
    /// It has no direction: it is zero, holds a NaN or an infinity, or nothing is left of it.
    /// </exception>
    public float[] Apply(ReadOnlySpan<float> feature)
    {
        RequireSize(feature.Length);
        var unit = UnitVector.Of(feature);
        var left = new double[Size];
        for (var index = 0; index < Size; index++)
        {
            left[index] = (double)unit[index] - mean[index];
        }

        foreach (var direction in directions)
        {
            var along = 0.0;
            for (var index = 0; index < Size; index++)
            {
                along += left[index] * direction[index];
            }

            for (var index = 0; index < Size; index++)
            {
                left[index] -= along * direction[index];
            }
        }

        var length = Math.Sqrt(left.Sum(value => value * value));
        return length > 1e-6
            ? [.. left.Select(value => (float)(value / length))]
            : throw new InvalidDataException(
                "A feature must differ from the mean of the known sources, but nothing is left of it. Is the model "
                + "damaged, or does the correction belong to another one?");
    }

    /// <summary>Corrects the features of many pictures.</summary>
    /// <param name="features">The features. Shape <c>[N, D]</c>.</param>
    /// <returns>The corrected embeddings under the same names. Shape <c>[N, D]</c>.</returns>
    /// <exception cref="ArgumentException">The features are of another size.</exception>
    /// <exception cref="InvalidDataException">Nothing is left of one.</exception>
    public FeatureSet Apply(FeatureSet features)
    {
        ArgumentNullException.ThrowIfNull(features);
        RequireSize(features.Size);
        var corrected = new float[features.Count * Size];
        Parallel.For(0, features.Count, row => Apply(features.Row(row)).CopyTo(corrected.AsSpan(row * Size, Size)));
        return new FeatureSet(corrected, features.Names);
    }

    /// <summary>
    /// The same correction with its mean moved towards that of a home source: pictures like those to be compared.
    /// </summary>
    /// <param name="home">
    /// Features of its pictures, uncorrected. Pictures of one identity, the first folder of a path, count as one
    /// together; pictures without a folder count one by one. Shape <c>[N, D]</c>.
    /// </param>
    /// <returns>A correction with the same <see cref="Origin"/>: calibrations made with this one hold for it.</returns>
    /// <remarks>
    /// The new mean is <c>(n·home + w·mean) / (n + w)</c>, n people and w = <see cref="KnownWeight"/>: few pictures
    /// move it little. Who they are is not used otherwise.
    /// </remarks>
    /// <exception cref="ArgumentException">The features are of another size.</exception>
    public SourceCorrection MovedTo(FeatureSet home)
    {
        ArgumentNullException.ThrowIfNull(home);
        RequireSize(home.Size);
        var people = Enumerable.Range(0, home.Count)
            .GroupBy(row => home.Labels[row] >= 0 && home.Identities.Identities[home.Labels[row]].Length > 0
                ? home.Labels[row]
                : -1 - row)
            .Select(person => SourceMean.Of(home, [.. person]))
            .ToArray();
        var moved = new float[Size];
        for (var index = 0; index < Size; index++)
        {
            var sum = people.Sum(person => person[index]);
            moved[index] = (float)((sum + (KnownWeight * mean[index])) / (people.Length + KnownWeight));
        }

        return new SourceCorrection(moved, directions, Sources, PictureCount, Origin);
    }

    private static float[][] Copied(IReadOnlyList<float[]> directions)
    {
        ArgumentNullException.ThrowIfNull(directions);
        return [.. directions.Select(direction => direction is null
            ? throw new ArgumentNullException(nameof(directions))
            : (float[])direction.Clone())];
    }

    private static string[] Copied(IReadOnlyList<string> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return [.. sources];
    }

    private void RequireSize(int size)
    {
        if (size != Size)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The features must have {Size} values, as the model the correction was learnt for gives, but have ")
                + FormattableString.Invariant($"{size}."));
        }
    }

    private void Check()
    {
        Require(
            mean.Length > 0 && Length(mean) <= 1 + Tolerance, nameof(mean), "be finite, not empty and at most 1 long");
        Require(directions.Length < mean.Length, nameof(directions), "be fewer than the values of a feature");
        Require(
            Sources.Count > 0 && !Sources.Any(string.IsNullOrWhiteSpace),
            "sources",
            "name at least one source, and none with an empty text");
        Require(PictureCount >= 1, "pictureCount", "be at least 1");
        for (var first = 0; first < directions.Length; first++)
        {
            Require(
                directions[first].Length == mean.Length && Math.Abs(Length(directions[first]) - 1) <= Tolerance,
                FormattableString.Invariant($"directions[{first}]"),
                "be as long as the mean has values, finite and of length 1");
            for (var second = 0; second < first; second++)
            {
                Require(
                    Math.Abs(Cosine.Product<float>(directions[first], directions[second])) <= Tolerance,
                    FormattableString.Invariant($"directions[{first}]"),
                    FormattableString.Invariant($"be at a right angle to directions[{second}]"));
            }
        }
    }

    // NaN where a value is.
    private static double Length(float[] vector) => UnitVector.LengthOf(vector);

    private static void Require(bool holds, string name, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} must {rule}.", name);
        }
    }

    private string Hash() => Convert.ToHexStringLower(SHA256.HashData(Bytes([mean, .. directions])))[..16];
}
