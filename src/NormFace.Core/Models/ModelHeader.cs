using System.Text.Json.Nodes;
using NormFace.Pictures;

namespace NormFace.Models;

/// <summary>
/// What a model file says about its weights: enough to build the network, to feed it, and to know what one may do with
/// it.
/// </summary>
public sealed partial record ModelHeader
{
    /// <summary>Highest version of the header. Files of a higher version are refused.</summary>
    /// <remarks>Models of pictures are written as version 1, models of numbers as version 2.</remarks>
    public const int CurrentVersion = 2;

    /// <summary>Largest feature a header may state.</summary>
    public const int LargestFeatureSize = 65536;

    /// <summary>Name of the network in the catalogue, such as <c>mobilefacenet</c>; not empty.</summary>
    public required string Network { get; init; }

    /// <summary>Settings of the network, as it writes and reads them itself.</summary>
    public JsonObject Options { get; init; } = [];

    /// <summary>Feature length <c>D</c>, in [1, <see cref="LargestFeatureSize"/>].</summary>
    public required int FeatureSize { get; init; }

    /// <summary>What the network expects of its pixels; null if it takes rows of numbers.</summary>
    public PixelContract? Contract { get; init; }

    /// <summary>Numbers of a row, in [1, <see cref="LargestFeatureSize"/>], that the network takes; null if it takes
    /// pictures.</summary>
    public int? InputSize { get; init; }

    /// <summary>How it was trained, as the recipe writes it; null if that is not known.</summary>
    public JsonObject? Recipe { get; init; }

    /// <summary>Terms of use, or a statement that none are known; not empty.</summary>
    public required string Licence { get; init; }

    /// <summary>Where the weights come from.</summary>
    public required ModelProvenance Provenance { get; init; }

    /// <summary>
    /// Further fields by name, kept as they are: thresholds, calibration, and what later versions may add.
    /// </summary>
    public JsonObject Further { get; init; } = [];

    /// <summary>What the network expects of its pixels, of a model that takes pictures.</summary>
    /// <param name="file">The model, for the message.</param>
    /// <returns>The contract.</returns>
    /// <exception cref="InvalidDataException">It takes rows of numbers.</exception>
    public PixelContract RequirePictures(string file) => Contract ?? throw new InvalidDataException(
        $"{file}: expected a model of pictures, found '{Network}', which takes rows of {InputSize} numbers. Embed a "
        + "file of features with it: normface embed FEATURES --model MODEL --out FILE.");

    /// <summary>Numbers of a row, of a model that takes rows of numbers.</summary>
    /// <param name="file">The model, for the message.</param>
    /// <returns>The length of a row.</returns>
    /// <exception cref="InvalidDataException">It takes pictures.</exception>
    public int RequireNumbers(string file) => InputSize ?? throw new InvalidDataException(
        $"{file}: expected a model of rows of numbers, such as linear or mlp, found '{Network}', which takes "
        + "pictures.");

    /// <summary>Throws unless every part is in its range.</summary>
    /// <returns>The header itself.</returns>
    /// <exception cref="ArgumentException">A part is out of range; it is named.</exception>
    public ModelHeader Checked()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Network);
        ArgumentException.ThrowIfNullOrWhiteSpace(Licence);
        ArgumentNullException.ThrowIfNull(Options);
        ArgumentNullException.ThrowIfNull(Further);
        ArgumentNullException.ThrowIfNull(Provenance);

        if (FeatureSize is < 1 or > LargestFeatureSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(FeatureSize),
                FeatureSize,
                $"{nameof(FeatureSize)} must lie in [1, {LargestFeatureSize}], but was {FeatureSize}.");
        }

        if (Further.Select(field => field.Key).FirstOrDefault(Fields.Contains) is { } taken)
        {
            throw new ArgumentException(
                $"{nameof(Further)} must not use names of the header's own fields, but contains '{taken}'.");
        }

        if (Contract is null == InputSize is null)
        {
            throw new ArgumentException(
                $"A header must have either a {nameof(Contract)} or an {nameof(InputSize)}, but has "
                + $"{(Contract is null ? "neither" : "both")}.");
        }

        if (InputSize is < 1 or > LargestFeatureSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(InputSize),
                InputSize,
                $"{nameof(InputSize)} must lie in [1, {LargestFeatureSize}], but was {InputSize}.");
        }

        _ = Contract?.Checked();
        Provenance.Check();
        return this;
    }
}
