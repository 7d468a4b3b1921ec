using NormFace.Recipes;

namespace NormFace.Synthesis;

/// <summary>What recipes of the research bench may name beyond the libraries: drawn people.</summary>
public static class LabRecipes
{
    /// <summary>The libraries' catalogue and the source <c>synthetic</c>.</summary>
    public static RecipeCatalogue Catalogue { get; } = RecipeCatalogue.Default.WithSource<SyntheticOptions>(
        "synthetic",
        drawn => new SyntheticSource(
            drawn.Seed, drawn.Identities, drawn.Pictures, firstIdentity: drawn.FirstIdentity));
}
