using System.Globalization;
using System.Text.Json.Nodes;
using NormFace.Geometry;

namespace NormFace.Backbones;

/// <summary>Settings of a network. What is left null has the network's own default.</summary>
/// <remarks>
/// Not every network takes every setting: those a network takes are the ones that its defaults name
/// (<see cref="BackboneEntry.Defaults"/>), and it refuses the others.
/// </remarks>
public sealed record BackboneOptions
{
    /// <summary>Columns of the pictures, in [1, 4096].</summary>
    public int? InputWidth { get; init; }

    /// <summary>Rows of the pictures, in [1, 4096].</summary>
    public int? InputHeight { get; init; }

    /// <summary>Feature length <c>D</c>, in [1, 16384].</summary>
    public int? FeatureSize { get; init; }

    /// <summary>Factor on the number of channels of every layer, in [0.125, 8].</summary>
    public double? Width { get; init; }

    /// <summary>Factor on the number of residual blocks, in [1, 16].</summary>
    public int? Depth { get; init; }

    /// <summary>Share of values dropped in training, in [0, 1); where, the network says.</summary>
    public double? DropoutRate { get; init; }

    /// <summary>Whether the feature is normalised over the batch by a last layer: 1 for yes, 0 for no, which leaves its length free.</summary>
    public int? FeatureBatchNorm { get; init; }

    /// <summary>Seed of the initial weights; equal seeds give equal weights.</summary>
    /// <value>0 unless set.</value>
    public long Seed { get; init; }

    /// <summary>The settings as JSON, for a model file. What is null is left out.</summary>
    /// <returns>An object with a number for every setting.</returns>
    public JsonObject ToJson() => BackboneOptionsJson.Write(this);

    /// <summary>Reads settings from JSON.</summary>
    /// <param name="json">What <see cref="ToJson"/> gave.</param>
    /// <returns>The settings, each in its range.</returns>
    /// <exception cref="InvalidDataException">A name is unknown, or a value is no number or out of range; it is named.</exception>
    public static BackboneOptions FromJson(JsonObject json) => BackboneOptionsJson.Read(json);

    /// <summary>Fills what is null from a network's defaults.</summary>
    /// <exception cref="ArgumentException">A setting is given that the defaults do not name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    internal BackboneOptions Over(BackboneOptions defaults, string network)
    {
        var taken = defaults.Given().Select(setting => setting.Name).ToArray();

        foreach (var (name, value) in Given().Where(setting => !taken.Contains(setting.Name)))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} must be left out for {network}, but was {value}. {network} takes {string.Join(", ", taken)} and {nameof(Seed)}."));
        }

        return new BackboneOptions
        {
            InputWidth = InputWidth ?? defaults.InputWidth,
            InputHeight = InputHeight ?? defaults.InputHeight,
            FeatureSize = FeatureSize ?? defaults.FeatureSize,
            Width = Width ?? defaults.Width,
            Depth = Depth ?? defaults.Depth,
            DropoutRate = DropoutRate ?? defaults.DropoutRate,
            FeatureBatchNorm = FeatureBatchNorm ?? defaults.FeatureBatchNorm,
            Seed = Seed,
        }.Checked();
    }

    /// <summary>Throws unless every given setting is in its range.</summary>
    internal BackboneOptions Checked()
    {
        Require.Between(InputWidth ?? 1, 1, 4096, nameof(InputWidth));
        Require.Between(InputHeight ?? 1, 1, 4096, nameof(InputHeight));
        Require.Between(FeatureSize ?? 1, 1, 16384, nameof(FeatureSize));
        Require.Between(Width ?? 1, 0.125, 8, nameof(Width));
        Require.Between(Depth ?? 1, 1, 16, nameof(Depth));
        Require.Share(DropoutRate ?? 0, nameof(DropoutRate));
        Require.Between(FeatureBatchNorm ?? 0, 0, 1, nameof(FeatureBatchNorm));
        return this;
    }

    /// <summary>Names and values of what is not null, without the seed, which every network takes.</summary>
    internal IEnumerable<(string Name, double Value)> Given()
    {
        (string Name, double? Value)[] settings =
        [
            (nameof(InputWidth), InputWidth),
            (nameof(InputHeight), InputHeight),
            (nameof(FeatureSize), FeatureSize),
            (nameof(Width), Width),
            (nameof(Depth), Depth),
            (nameof(DropoutRate), DropoutRate),
            (nameof(FeatureBatchNorm), FeatureBatchNorm),
        ];

        return settings.Where(setting => setting.Value.HasValue).Select(setting => (setting.Name, setting.Value!.Value));
    }
}
