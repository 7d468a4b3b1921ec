using NormFace.Backbones;
using NormFace.Pictures;
using NormFace.Recipes;

namespace NormFace.Training;

/// <summary>STUB.</summary>
internal static class StartNetwork
{
    public static (Backbone Network, PixelContract Contract) Of(Recipe recipe)
    {
        var options = recipe.Network.Options is { } json ? BackboneOptions.FromJson(json) : new BackboneOptions();
        options = options with { Seed = recipe.Seed };
        if (recipe.Data.Contract is { } contract)
        {
            options = options with { InputWidth = contract.Width, InputHeight = contract.Height };
        }

        var network = BackboneCatalogue.Create(recipe.Network.Name!, options);
        return (network, recipe.Data.Contract ?? network.DefaultContract);
    }
}
