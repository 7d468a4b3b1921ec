using NormFace.Networks;
using NormFace.Pictures;

namespace NormFace.Import;

/// <summary>What the file of foreign weights does not say itself.</summary>
public sealed record ImportOptions
{
    /// <summary>Licence text of models whose file states no terms.</summary>
    public const string NoLicence = "none stated";

    /// <summary>Name of the network in the catalogue.</summary>
    public required string Network { get; init; }

    /// <summary>Settings of the network; default: its defaults.</summary>
    public NetworkOptions? Options { get; init; }

    /// <summary>The catalogue; default: <see cref="NetworkCatalogue.Default"/>.</summary>
    public NetworkCatalogue Networks { get; init; } = NetworkCatalogue.Default;

    /// <summary>Gives what the weights expect of pixels, from what the published network expects; the latter unless
    /// set.</summary>
    public Func<PixelContract, PixelContract> Contract { get; init; } = published => published;

    /// <summary>Terms of use, not empty; default: <c>none stated</c>.</summary>
    public string Licence { get; init; } = NoLicence;

    /// <summary>Names of the data the weights were trained on.</summary>
    public IReadOnlyList<string> TrainingData { get; init; } = [];

    /// <summary>What else a user should know.</summary>
    public string Notes { get; init; } = "";

    /// <summary>Layers of the file that are not of the network, such as the classifier it was trained with; <c>fc6</c>
    /// leaves out <c>fc6</c> and <c>fc6.*</c>.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Key of the state dict in a PyTorch checkpoint; default: detected.</summary>
    public string? StateDictKey { get; init; }
}
