using NormFace.Backbones;
using NormFace.Conversion;
using NormFace.Networks;
using NormFace.Pictures;
using NormFace.Recipes;
using NormFace.Settings;

namespace NormFace.Training;

/// <summary>
/// The network a run starts with: a fresh one, or the one of a model that is fine-tuned. The head is fresh in both
/// cases.
/// </summary>
internal static class StartNetwork
{
    /// <summary>Makes or loads it.</summary>
    /// <exception cref="SettingException">Recipe and network do not fit together; what differs is named.</exception>
    public static (Backbone Network, PixelContract? Contract) Of(Recipe recipe)
    {
        var wanted = recipe.Network ?? throw new SettingException("network", "must be given: an object { ... }.");
        if (wanted.Start is not { } start)
        {
            var network = Fresh(recipe, wanted);
            try
            {
                return (network, ContractFor(recipe, network));
            }
            catch
            {
                network.Dispose();
                throw;
            }
        }

        var path = recipe.Resolve(start);
        return File.Exists(path) ? Loaded(recipe, wanted.Name, path) : throw new SettingException(
            "network.start",
            $"must lead to a model, seen from the recipe's folder, but there is nothing at '{path}'. "
            + "Train one, or name one you have: --set network.start=MODEL.");
    }

    /// <summary>What a network is to see: the recipe's contract, if it fits, else the network's own; null if it takes
    /// rows of numbers.</summary>
    public static PixelContract? ContractFor(Recipe recipe, Backbone network)
    {
        if (!network.Input.IsMap)
        {
            return null;
        }

        if (recipe.Data.Contract?.ToContract() is not { } contract)
        {
            return network.DefaultContract;
        }

        if (contract.ChannelCount != network.Channels)
        {
            var channels = network.Channels == 1 ? "grey" : "rgb or bgr";
            throw new SettingException("data.contract.channels", $"must be {channels} for {network.Name}.");
        }

        return (contract.Width, contract.Height) == (network.Width, network.Height)
            ? contract
            : throw new SettingException(
                "data.contract",
                $"must be {network.Width} wide and {network.Height} high for this {network.Name}, "
                + $"but was {contract.Width} and {contract.Height}.");
    }

    private static (Backbone Network, PixelContract? Contract) Loaded(Recipe recipe, string? name, string path)
    {
        var model = TrainedNetwork.Read(path, recipe.Catalogue.Networks);
        if (name is not null && name != model.Header.Network)
        {
            throw Refused(
                model,
                "network.name",
                $"must be that of the start model, {model.Header.Network}, or be left out, but was {name}.");
        }

        if (recipe.Data.Contract?.ToContract() is { } wanted && model.Header.Contract is { } there
            && Difference(wanted, there) is { } difference)
        {
            throw Refused(
                model, "data.contract", $"must be that of the start model, or be left out, but its {difference}.");
        }

        return (model.Network, model.Header.Contract);
    }

    private static PlannedBackbone Fresh(Recipe recipe, NetworkRecipe wanted)
    {
        try
        {
            var (definition, options) = (wanted.Definition!, wanted.Settings!);
            if (recipe.Data.Contract is { } contract && options is PictureOptions pictures)
            {
                options = pictures with { InputWidth = contract.Width, InputHeight = contract.Height };
            }

            if (options is NumberOptions numbers)
            {
                options = FeatureData.Sized(recipe, numbers);
            }

            return new PlannedBackbone(definition, options with { Seed = recipe.Seed });
        }
        catch (ArgumentException error)
        {
            throw new SettingException("network", $"cannot be created: {error.Message}");
        }
    }

    private static SettingException Refused(TrainedNetwork model, string key, string reason)
    {
        model.Dispose();
        return new SettingException(key, reason);
    }

    // The crop says where pictures lie in their source, and may differ; the rest is what the weights have learned.
    private static string? Difference(PixelContract wanted, PixelContract there) =>
        (wanted.Width, wanted.Height) != (there.Width, there.Height)
            ? $"size is {wanted.Width}x{wanted.Height} instead of {there.Width}x{there.Height}"
        : wanted.Channels != there.Channels ? $"channels are {wanted.Channels} instead of {there.Channels}"
        : wanted.Mean != there.Mean ? FormattableString.Invariant($"mean is {wanted.Mean} instead of {there.Mean}")
        : wanted.Factor != there.Factor
            ? FormattableString.Invariant($"factor is {wanted.Factor} instead of {there.Factor}")
        : wanted.Template != there.Template ? $"template is {wanted.Template} instead of {there.Template}"
        : null;
}
