using NormFace.Backbones;
using NormFace.Conversion;
using NormFace.Networks;
using NormFace.Pictures;
using NormFace.Recipes;
using NormFace.Settings;

namespace NormFace.Training;

/// <summary>The network a run starts with: a fresh one, or the one of a model that is fine-tuned. The head is fresh in
/// both cases.</summary>
internal static class StartNetwork
{
    /// <summary>Makes or loads it.</summary>
    /// <exception cref="RecipeException">Recipe and network do not fit together; what differs is named.</exception>
    public static (Backbone Network, PixelContract Contract) Of(Recipe recipe) =>
        recipe.Network.Start is not { } start ? Fresh(recipe)
        : File.Exists(recipe.Resolve(start)) ? Loaded(recipe, recipe.Resolve(start))
        : throw new RecipeException("network.start", $"must lead to a model, seen from the recipe's folder, but there is nothing at '{recipe.Resolve(start)}'. Train one, or name one you have: --set network.start=MODEL.");

    private static (Backbone Network, PixelContract Contract) Loaded(Recipe recipe, string path)
    {
        var model = TrainedNetwork.Read(path);
        var (name, wanted) = (recipe.Network.Name, recipe.Data.Contract);
        if (name is not null && name != model.Header.Network)
        {
            throw Refused(model, "network.name", $"must be that of the start model, {model.Header.Network}, or be left out, but was {name}.");
        }

        if (wanted is not null && Difference(wanted, model.Header.Contract) is { } difference)
        {
            throw Refused(model, "data.contract", $"must be that of the start model, or be left out, but its {difference}.");
        }

        return (model.Network, model.Header.Contract);
    }

    private static (Backbone Network, PixelContract Contract) Fresh(Recipe recipe)
    {
        var contract = recipe.Data.Contract;
        Backbone network;
        try
        {
            var definition = NetworkCatalogue.Default.Find(recipe.Network.Name!);
            var options = definition.ReadOptions(recipe.Network.Options ?? [], "network.options");
            if (contract is not null && options is PictureOptions pictures)
            {
                options = pictures with { InputWidth = contract.Width, InputHeight = contract.Height };
            }

            network = new PlannedBackbone(definition, options with { Seed = recipe.Seed });
        }
        catch (Exception error) when (error is ArgumentException or SettingException)
        {
            throw new RecipeException("network", $"cannot be made: {error.Message}");
        }

        if (contract is not null && contract.ChannelCount != network.Channels)
        {
            var channels = network.Channels;
            network.Dispose();
            throw new RecipeException("data.contract.channels", $"must be {(channels == 1 ? "grey" : "rgb or bgr")} for {recipe.Network.Name}.");
        }

        return (network, contract ?? network.DefaultContract);
    }

    private static RecipeException Refused(TrainedNetwork model, string key, string reason)
    {
        model.Dispose();
        return new RecipeException(key, reason);
    }

    // The crop says where pictures lie in their source, and may differ; the rest is what the weights have learned.
    private static string? Difference(PixelContract wanted, PixelContract there) =>
        (wanted.Width, wanted.Height) != (there.Width, there.Height) ? $"size is {wanted.Width}x{wanted.Height} instead of {there.Width}x{there.Height}"
        : wanted.Channels != there.Channels ? $"channels are {wanted.Channels} instead of {there.Channels}"
        : wanted.Mean != there.Mean ? FormattableString.Invariant($"mean is {wanted.Mean} instead of {there.Mean}")
        : wanted.Factor != there.Factor ? FormattableString.Invariant($"factor is {wanted.Factor} instead of {there.Factor}")
        : wanted.Template != there.Template ? $"template is {wanted.Template} instead of {there.Template}"
        : null;
}
