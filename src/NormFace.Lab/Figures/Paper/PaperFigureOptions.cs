using NormFace.Datasets;

namespace NormFace.Figures.Paper;

/// <summary>Where the paper's figures come from and go to.</summary>
public sealed record PaperFigureOptions
{
    /// <summary>Folder of the pictures, each as PNG and SVG; created if missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Folder of <c>mnist-2d.json</c>, <c>mnist-3d-base.json</c> and <c>mnist-3d.json</c>.</summary>
    public required string RecipeFolder { get; init; }

    /// <summary>Folder of the training runs on digits; finished runs in it are reused.</summary>
    public required string RunFolder { get; init; }

    /// <summary>Folder of <c>scale.json</c> and <c>weights.json</c>, and of their results.</summary>
    public required string StudyFolder { get; init; }

    /// <summary>Root below which the digits are found; that of the environment by default.</summary>
    public DataRoot DataRoot { get; init; } = DataRoot.FromEnvironment();

    /// <summary>Whether clusters drawn at random stand in for digits: needs no data.</summary>
    public bool UsesClusters { get; init; }
}
