using System.ComponentModel.DataAnnotations;
using NormFace.Settings;

namespace NormFace.DetectorTraining;

/// <summary>How a detector is trained: a JSON file.</summary>
public sealed record DetectorRecipe
{
    /// <summary>What the recipe is for.</summary>
    public string About { get; init; } = "";

    /// <summary>Names of the picture sets with faces; each has labels of the same name.</summary>
    public required IReadOnlyList<string> Faces { get; init; }

    /// <summary>Name of the picture set of backgrounds, with folders <c>things</c> and <c>animals</c>.</summary>
    public required string Backgrounds { get; init; }

    /// <summary>File of weights that the training starts from, from the recipe's folder; random ones if null.</summary>
    public string? Start { get; init; }

    /// <summary>Every picture of this rank is left out of training, for choices and checks; 0 for none.</summary>
    [Range(0, 1000)]
    public int LeftOut { get; init; } = 20;

    /// <summary>The same for backgrounds.</summary>
    [Range(0, 1000)]
    public int BackgroundsLeftOut { get; init; } = 4;

    /// <summary>Side of a canvas, a multiple of 32.</summary>
    [Range(64, 1024)]
    public int Side { get; init; } = 256;

    /// <summary>Canvases of a step.</summary>
    [Range(1, 1024)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Steps of the run.</summary>
    [Range(1, 10_000_000)]
    public required int Steps { get; init; }

    /// <summary>Steps over which the rate rises.</summary>
    [Range(0, 1_000_000)]
    public int WarmUp { get; init; } = 200;

    /// <summary>Highest learning rate of AdamW; it falls by a cosine.</summary>
    [Range(0.0, 1.0)]
    public double Rate { get; init; } = 2e-3;

    /// <summary>Weight decay.</summary>
    [Range(0.0, 1.0)]
    public double Decay { get; init; } = 0.02;

    /// <summary>Share of the past in the moving average of the weights, which is what is kept.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Average { get; init; } = 0.998;

    /// <summary>Seed of everything that is drawn.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Reads a recipe.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="SettingException">A key is unknown or a value out of range; it is named.</exception>
    /// <exception cref="InvalidDataException">It is not a JSON object.</exception>
    public static DetectorRecipe Read(string path)
    {
        var recipe = OptionsSection.Read<DetectorRecipe>(JsonText.ReadObject(path));
        return recipe.Start is null
            ? recipe
            : recipe with { Start = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, recipe.Start) };
    }
}
