using NormFace.Backbones;
using NormFace.Models;

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
    /// <returns>The network; dispose it.</returns>
    /// <exception cref="InvalidDataException">It is no model file, names a network that is not known here, or does not fit it; what is wrong is named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public static TrainedNetwork Read(string path)
    {
        var model = ModelFile.Read(path);
        var network = Build(model.Header, path);

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

    /// <inheritdoc />
    public void Dispose() => Network.Dispose();

    private static Backbone Build(ModelHeader header, string path)
    {
        try
        {
            return BackboneCatalogue.Create(header.Network, BackboneOptions.FromJson(header.Options));
        }
        catch (Exception error) when (error is ArgumentException or InvalidDataException)
        {
            throw new InvalidDataException($"{path}(network): {error.Message}", error);
        }
    }

    private static void RequireFit(ModelHeader header, Backbone network, string path)
    {
        if (header.FeatureSize != network.FeatureSize)
        {
            throw new InvalidDataException($"{path}(featureSize): expected {network.FeatureSize}, which the options give, found {header.FeatureSize}.");
        }

        if (ContractMismatch.Find(header.Contract, network) is { } mismatch)
        {
            throw new InvalidDataException($"{path}(contract): {mismatch}");
        }
    }
}
