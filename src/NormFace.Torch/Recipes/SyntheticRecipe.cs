namespace NormFace.Recipes;

/// <summary>Drawn identities: no data needed.</summary>
/// <param name="Identities">How many, at least 1.</param>
/// <param name="Pictures">Pictures of each, at least 1.</param>
/// <param name="First">Number of the first, at least 0: different ranges are different people.</param>
/// <param name="Seed">Seed of the drawing.</param>
public sealed record SyntheticRecipe(int Identities, int Pictures, int First, int Seed)
{
    internal static SyntheticRecipe Read(RecipeFields fields)
    {
        var drawn = new SyntheticRecipe(
            fields.Count("identities", 1, 1_000_000),
            fields.Count("pictures", 1, 100_000),
            fields.Count("first", 0, 1_000_000, 0),
            fields.Count("seed", int.MinValue, int.MaxValue, 1));
        fields.Finish();
        return drawn;
    }
}
