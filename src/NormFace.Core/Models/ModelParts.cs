using System.Text.Json.Nodes;
using NormFace.Networks;
using NormFace.Settings;

namespace NormFace.Models;

/// <summary>Cuts a model in two behind a layer, and joins the parts again.</summary>
/// <remarks>
/// The head is a model from what the whole takes to the layer's output as a row; the tail one from such rows to the
/// feature. So what the head gives can be stored, and the tail be trained on it.
/// </remarks>
public static class ModelParts
{
    private const string After = "after";
    private const string Until = "until";

    /// <summary>Cuts a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="layer">Name of the layer behind which to cut, such as <c>conv_pw_11/Relu</c>.</param>
    /// <param name="file">The model's file, for messages.</param>
    /// <param name="networks">The networks it may name; <see cref="NetworkCatalogue.Default"/> if null.</param>
    /// <returns>The head, without what was measured on the whole, such as a calibration; and the tail, which keeps
    /// it.</returns>
    /// <exception cref="ArgumentException">The network cannot be cut there; the possible layers are named.</exception>
    /// <exception cref="InvalidDataException">The model names no network of the catalogue, a setting is wrong, or what
    /// lies between the parts is longer than <see cref="ModelHeader.LargestFeatureSize"/>.</exception>
    public static (ModelFile Head, ModelFile Tail) Cut(
        ModelFile model, string layer, string file, NetworkCatalogue? networks = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(layer);
        var header = model.Header;
        var (definition, whole) = NetworkOf(header, file, networks);
        var plan = definition.PlanFor(whole with { Until = layer });
        var (inHead, size) = (plan.Steps.Select(step => step.Name).ToHashSet(), plan.Outputs[0].Shape.Count);
        if (size > ModelHeader.LargestFeatureSize)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{file}: expected at most {ModelHeader.LargestFeatureSize} numbers behind '{layer}', found {size}. ")
                + "Cut behind a later layer.");
        }

        var people = header.Further[TrainedPeople.FieldName];
        var head = header with
        {
            Options = With(header.Options, Until, layer),
            FeatureSize = (int)size,
            Further = people is null ? [] : new JsonObject { [TrainedPeople.FieldName] = people.DeepClone() },
        };
        var tail = header with
        {
            Options = With(header.Options, After, layer),
            Contract = null,
            InputSize = (int)size,
        };
        return (
            new ModelFile(head, [.. model.Tensors.Where(tensor => inHead.Contains(LayerOf(tensor.Name)))]),
            new ModelFile(tail, [.. model.Tensors.Where(tensor => !inHead.Contains(LayerOf(tensor.Name)))]));
    }

    /// <summary>Joins parts.</summary>
    /// <param name="head">The head.</param>
    /// <param name="tail">The tail of the same network, cut behind the same layer; perhaps trained since.</param>
    /// <returns>The whole. It takes what the head takes; all else it says of itself is from the tail. Parts that were
    /// not trained give the model that was cut.</returns>
    /// <exception cref="ArgumentException">They are no two parts of one network; what differs is named.</exception>
    public static ModelFile Join(ModelFile head, ModelFile tail)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(tail);
        var (first, second) = (head.Header, tail.Header);
        var (until, after) = (Text(first.Options, Until), Text(second.Options, After));
        if (until is null || until != after)
        {
            throw new ArgumentException(
                $"The head must end behind the layer after which the tail begins, but ends {Place(until)}, and the "
                + $"tail begins {Place(after)}. 'normface cut' makes such parts.",
                nameof(tail));
        }

        var options = With(first.Options, Until, Text(second.Options, Until));
        var expected = With(second.Options, After, Text(first.Options, After));
        if (first.Network != second.Network || !JsonNode.DeepEquals(Unseeded(options), Unseeded(expected)))
        {
            throw new ArgumentException(
                $"Head and tail must be of one network with the same settings, but the head is of {first.Network} "
                + $"{options.ToJsonString()}, the tail of {second.Network} {expected.ToJsonString()}.",
                nameof(tail));
        }

        var whole = second with { Options = options, Contract = first.Contract, InputSize = first.InputSize };
        return new ModelFile(whole, [.. head.Tensors, .. tail.Tensors]);
    }

    private static (NetworkDefinition Definition, NetworkOptions Options) NetworkOf(
        ModelHeader header, string file, NetworkCatalogue? networks)
    {
        try
        {
            var definition = (networks ?? NetworkCatalogue.Default).Find(header.Network);
            var options = definition.ReadOptions(header.Options, "options");
            _ = definition.PlanFor(options);
            return (definition, options);
        }
        catch (Exception error) when (error is ArgumentException or SettingException)
        {
            throw new InvalidDataException($"{file}(network): {error.Message}", error);
        }
    }

    private static string LayerOf(string tensor) => tensor[..Math.Max(0, tensor.LastIndexOf('.'))];

    private static string? Text(JsonObject options, string key) =>
        options[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Place(string? layer) => layer is null ? "with the network itself" : $"at '{layer}'";

    private static JsonObject With(JsonObject options, string key, string? value)
    {
        var copy = (JsonObject)options.DeepClone();
        copy.Remove(key);
        if (value is not null)
        {
            copy[key] = value;
        }

        return copy;
    }

    // The seed of initial weights says nothing once they are trained.
    private static JsonObject Unseeded(JsonObject options) => With(options, "seed", null);
}
