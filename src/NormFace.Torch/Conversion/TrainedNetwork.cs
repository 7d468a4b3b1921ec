using NormFace.Backbones;
using NormFace.Models;
using NormFace.Networks;
using NormFace.Settings;

namespace NormFace.Conversion;

/// <summary>A network with the weights of a model file, and what the file says about them.</summary>
public sealed class TrainedNetwork : IDisposable
{
    private TrainedNetwork(ModelHeader header, Backbone network) => (Header, Network) = (header, network);

    /// <summary>What the file says.</summary>
    public ModelHeader Header { get; }

    /// <summary>The network, in evaluation mode, on the processor.</summary>
    public Backbone Network { get; }

    /// <summary>Builds the network of a model file and gives it its weights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="networks">The networks it may name; <see cref="NetworkCatalogue.Default"/> if null.</param>
    /// <returns>The network; dispose it.</returns>
    /// <exception cref="InvalidDataException">The file is not a model file, names a network that is not in the
    /// catalogue, or does not fit it; what is wrong is named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public static TrainedNetwork Read(string path, NetworkCatalogue? networks = null) =>
        Read(path, (ModelFile model) => Planned(model, path, networks ?? NetworkCatalogue.Default));

    /// <summary>Gives a network that is no plan the weights of its model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Makes the network for what the file says; any weights.</param>
    /// <returns>The network; dispose it.</returns>
    /// <exception cref="InvalidDataException">The file is not a model file, or does not fit the network; what is wrong
    /// is named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public static TrainedNetwork Read(string path, Func<ModelHeader, Backbone> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Read(path, (ModelFile model) => create(model.Header));
    }

    /// <inheritdoc />
    public void Dispose() => Network.Dispose();

    private static TrainedNetwork Read(string path, Func<ModelFile, Backbone> create)
    {
        var model = ModelFile.Read(path);
        var network = create(model);

        try
        {
            RequireFit(model.Header, network, path);
            StateDict.Load(network, model.Tensors, path);
            network.eval();
            return new TrainedNetwork(model.Header, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static PlannedBackbone Planned(ModelFile model, string path, NetworkCatalogue networks)
    {
        var header = model.Header;
        try
        {
            var definition = networks.Find(header.Network);
            var options = definition.ReadOptions(header.Options, "options");
            RequireWeights(model, definition.PlanFor(options).WeightCount, path);
            return new PlannedBackbone(definition, options);
        }
        catch (Exception error) when (error is ArgumentException or SettingException)
        {
            throw new InvalidDataException($"{path}(network): {error.Message}", error);
        }
    }

    // A header of a few bytes can ask for a network of gigabytes. What is missing of a smaller one is named later.
    private static void RequireWeights(ModelFile model, long wanted, string path)
    {
        const int harmless = 1 << 20;
        var found = model.Tensors.Sum(tensor => tensor.Count);
        if (found < wanted && wanted > harmless)
        {
            throw new InvalidDataException($"{path}: expected the {wanted} weights of {model.Header.Network} with the "
                + $"options of the header, found {found} numbers. Get the file again.");
        }
    }

    private static void RequireFit(ModelHeader header, Backbone network, string path)
    {
        if (header.FeatureSize != network.FeatureSize)
        {
            throw new InvalidDataException(
                $"{path}(featureSize): expected {network.FeatureSize} by the options, found {header.FeatureSize}.");
        }

        if (header.Contract is { } contract && ContractMismatch.Find(contract, network) is { } mismatch)
        {
            throw new InvalidDataException($"{path}(contract): {mismatch}");
        }

        if (header.InputSize is { } size && ContractMismatch.Find(size, network) is { } other)
        {
            throw new InvalidDataException($"{path}(inputSize): {other}");
        }
    }
}
