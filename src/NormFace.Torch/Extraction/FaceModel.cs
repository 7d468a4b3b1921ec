using NormFace.Backbones;
using NormFace.Conversion;
using NormFace.Models;
using NormFace.Native;
using NormFace.Pictures;
using TorchSharp;

namespace NormFace.Extraction;

/// <summary>A network with its weights, and the contract its pictures must obey.</summary>
public sealed class FaceModel : IDisposable
{
    private FaceModel(ModelHeader header, Backbone network, Device device) => (Header, Network, Device) = (header, network, device);

    /// <summary>What the model file says.</summary>
    public ModelHeader Header { get; }

    /// <summary>The network, in evaluation mode.</summary>
    public Backbone Network { get; }

    /// <summary>What the network expects of its pixels.</summary>
    public PixelContract Contract => Header.Contract;

    /// <summary>Where the weights are.</summary>
    public Device Device { get; }

    /// <summary>Loads a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="machine">Where to; the CPU unless told.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="InvalidDataException">The file is no model, or network and weights do not fit together; what differs is named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FaceModel Load(string path, ComputeMachine? machine = null)
    {
        NativeStart.Ensure();
        var file = ModelFile.Read(path);
        var network = Build(file.Header, path);
        try
        {
            StateDict.Load(network, file.Tensors, path);
            var device = machine?.Device ?? CPU;
            _ = network.to(device);
            network.eval();
            return new FaceModel(file.Header, network, device);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Releases the network.</summary>
    public void Dispose() => Network.Dispose();

    private static Backbone Build(ModelHeader header, string path)
    {
        try
        {
            var network = BackboneCatalogue.Create(header.Network, BackboneOptions.FromJson(header.Options));
            var (own, stated) = (network.DefaultContract, header.Contract);
            if (network.FeatureSize != header.FeatureSize
                || (own.Width, own.Height, own.ChannelCount) != (stated.Width, stated.Height, stated.ChannelCount))
            {
                network.Dispose();
                throw new InvalidDataException(
                    $"{path}: {header.Network} with these options reads {own.Width}x{own.Height} pictures of {own.ChannelCount} channels and gives {network.FeatureSize} values, "
                    + $"but the header says {stated.Width}x{stated.Height}, {stated.ChannelCount} and {header.FeatureSize}.");
            }

            return network;
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{path}: its network cannot be built: {error.Message}", error);
        }
    }
}
