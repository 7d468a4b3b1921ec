using System.Security.Cryptography;
using NormFace.Backbones;
using NormFace.Conversion;
using NormFace.Models;
using NormFace.Storage;
using NormFace.Weights;

namespace NormFace.Import;

/// <summary>Makes a model file of weights that another program trained.</summary>
/// <remarks>
/// The networks name their layers as their published forms do, so the names of a file are the keys of the network:
/// Caffe's for Wen's network and the Light CNN, PyTorch's for MobileFaceNet and InsightFace's networks, TensorFlow.js's
/// for MobileNet and dlib's network. Caffe writes
/// the shapes of old models with four axes, of which the first have length 1; these are taken away where the network
/// has fewer.
/// </remarks>
public static class WeightImport
{
    /// <summary>Reads a file of foreign weights and writes a model file of them.</summary>
    /// <param name="path">A safetensors file, a PyTorch checkpoint, a Caffe model or a TensorFlow.js manifest; told by
    /// its content.</param>
    /// <param name="modelPath">The model file; replaced where it exists.</param>
    /// <param name="options">What the file does not say.</param>
    /// <param name="progress">
    /// Is told how many bytes of the file are read the first time, for its SHA-256; nobody if null.
    /// </param>
    /// <returns>The header of the model file.</returns>
    /// <exception cref="ArgumentException">The network is not known, or an option is out of range or does not fit
    /// it.</exception>
    /// <exception cref="InvalidDataException">The file is broken, its tensors are not the network's, or a number is not
    /// finite; what is wrong is named.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="Native.NativeStartException">libtorch cannot be loaded here.</exception>
    public static ModelHeader Run(
        string path, string modelPath, ImportOptions options, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var network = PlannedBackbone.Create(options.Network, options.Options, options.Networks);
        var contract = options.Contract(PublishedContract.Of(network)).Checked();

        if (ContractMismatch.Find(contract, network) is { } mismatch)
        {
            throw new ArgumentException(mismatch, nameof(options));
        }

        // First: this reading waits for the disk, the next finds all in memory.
        var hash = Hash(ForeignWeights.FilesOf(path), progress);
        Into(network, ForeignWeights.Read(path, options.StateDictKey), path, options.Ignored);
        var header = new ModelHeader
        {
            Network = network.Name,
            Options = network.Options.ToJson(),
            FeatureSize = network.FeatureSize,
            Contract = contract,
            Licence = options.Licence,
            Provenance = new ModelProvenance
            {
                SourceFile = Path.GetFileName(path),
                SourceSha256 = hash,
                ToolVersion = typeof(WeightImport).Assembly.GetName().Version!.ToString(fieldCount: 3),
                TrainingData = options.TrainingData,
                Notes = options.Notes,
            },
        };
        ModelFile.Write(modelPath, header, StateDict.Save(network));
        return header;
    }

    /// <summary>Copies foreign weights into a network: all of them, or none.</summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="source">Name of their file, for errors.</param>
    /// <param name="ignored">Layers to leave out; none if null.</param>
    /// <exception cref="InvalidDataException">Tensors are missing, left over or of another shape, or a number is not
    /// finite; every one is named.</exception>
    public static void Into(
        Module network, ForeignWeights weights, string source, IReadOnlyList<string>? ignored = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(weights);
        var wanted = network.state_dict();
        StoredTensor[] tensors =
        [
            .. weights.Tensors
                .Where(stored =>
                    ignored?.Any(layer =>
                        stored.Name == layer || stored.Name.StartsWith(layer + ".", StringComparison.Ordinal)) != true)
                .Select(stored => weights.Form == WeightForm.Caffe && wanted.TryGetValue(stored.Name, out var tensor)
                    ? WithoutLeadingOnes(stored, tensor.dim())
                    : stored),
        ];

        if (tensors.Where(stored => !FiniteNumbers.Only(stored))
                .Select(stored => stored.Name)
                .ToArray() is [_, ..] names)
        {
            throw new InvalidDataException(
                $"{source}: expected finite numbers, found NaN or infinity in {string.Join(", ", names)}. The training "
                + $"diverged, or the file is damaged.");
        }

        StateDict.Load(network, tensors, source);
    }

    private static StoredTensor WithoutLeadingOnes(StoredTensor stored, long rank)
    {
        var surplus = (int)Math.Max(stored.Shape.Count - rank, 0);
        return stored.Shape.Take(surplus).All(length => length == 1)
            ? stored.Reshaped(stored.Shape.Skip(surplus))
            : stored;
    }

    private static string Hash(IReadOnlyList<string> paths, IProgress<long>? progress)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, read) = (new byte[1 << 20], 0L);
        foreach (var path in paths)
        {
            using var stream = PlainFile.OpenRead(path);
            for (int length; (length = stream.Read(buffer)) > 0;)
            {
                hash.AppendData(buffer, 0, length);
                progress?.Report(read += length);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
