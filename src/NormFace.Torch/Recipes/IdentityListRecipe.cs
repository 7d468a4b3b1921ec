namespace NormFace.Recipes;

/// <summary>A list of identities to leave out.</summary>
/// <param name="Path">A text file with one identity a line, or LFW's <c>people.txt</c>.</param>
/// <param name="Fold">The fold of <c>people.txt</c> that is meant, from 1; null for a plain list, or for all folds.</param>
public sealed record IdentityListRecipe(string Path, int? Fold)
{
    internal static IdentityListRecipe Read(RecipeFields fields)
    {
        var list = new IdentityListRecipe(fields.Text("list"), fields.Has("fold") ? fields.Count("fold", 1, 1000) : null);
        fields.Finish();
        return list;
    }
}
