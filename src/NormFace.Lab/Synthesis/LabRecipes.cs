using NormFace.Recipes;
using NormFace.Recognition;

namespace NormFace.Synthesis;

/// <summary>What recipes of the research bench may name beyond the libraries: drawn people.</summary>
public static class LabRecipes
{
    /// <summary>The libraries' catalogue, the source <c>synthetic</c>, and teachers computed by ONNX Runtime.</summary>
    public static RecipeCatalogue Catalogue { get; } = RecipeCatalogue.Default.WithSource<SyntheticOptions>(
        "synthetic",
        drawn => new SyntheticSource(
            drawn.Seed, drawn.Identities, drawn.Pictures, firstIdentity: drawn.FirstIdentity)) with
    {
        OpenTeacher = path => EmbeddingModel.Open(path),
    };
}
