using NormFace.Storage;

namespace NormFace.Weights;

/// <summary>Weights of a file of any form that is read here, under the names the file gives them; TensorFlow's with
/// names and axes as PyTorch would have them.</summary>
/// <param name="Form">The file's form.</param>
/// <param name="Tensors">The tensors, with unique names.</param>
public sealed record ForeignWeights(WeightForm Form, IReadOnlyList<StoredTensor> Tensors)
{
    /// <summary>Reads a file; its format is detected from its content, not its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">
    /// Key of the state dict among what a PyTorch checkpoint holds; found by itself if null, and without meaning for
    /// other forms.
    /// </param>
    /// <returns>The weights.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is broken or of no form that is read here; file and place are named.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ForeignWeights Read(string path, string? key = null)
    {
        var form = FormOf(path);
        return new ForeignWeights(form, form switch
        {
            WeightForm.Safetensors => SafetensorsFile.Read(path).Tensors,
            WeightForm.Torch => TorchCheckpoint.Read(path).StateDict(key),
            WeightForm.TensorFlow => TensorFlowLayout.Converted(TensorFlowModel.Read(path), path),
            _ => CaffeModel.Read(path),
        });
    }

    /// <summary>The files that hold the weights: the one file, or a TensorFlow.js manifest and its shards.</summary>
    /// <param name="path">The file that is named to <see cref="Read"/>.</param>
    /// <returns>Paths, that one first.</returns>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<string> FilesOf(string path) =>
        FormOf(path) == WeightForm.TensorFlow ? [path, .. TensorFlowModel.ShardsOf(path)] : [path];

    private static WeightForm FormOf(string path)
    {
        const int legacyTarMark = 257;
        using var stream = PlainFile.OpenRead(path);
        Span<byte> bytes = stackalloc byte[legacyTarMark + 5];
        var start = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];

        return start switch
        {
            // first, for its length may begin with any byte
            [_, _, _, _, _, 0, 0, 0, (byte)'{', ..] => WeightForm.Safetensors,
            [0x80, ..] or [(byte)'P', (byte)'K', 3 or 5, ..] => WeightForm.Torch,
            [0x0A or 0x12 or 0xA2, ..] => WeightForm.Caffe,
            [(byte)'{' or (byte)'[', ..] => WeightForm.TensorFlow,
            [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => throw Foreign("an HDF5 file. Export it as safetensors"),
            [0x08, ..] =>
                throw Foreign("what may be an ONNX file. Export the weights as safetensors or as a PyTorch state dict"),
            _ when start.Length > legacyTarMark && start[legacyTarMark..].StartsWith("ustar"u8) =>
                throw Foreign(
                    "a tar archive, as PyTorch wrote before version 0.1.12. Load it with PyTorch and save the state "
                    + "dict again"),
            _ => throw Foreign("none of these. Export the weights as safetensors or as a PyTorch state dict"),
        };

        InvalidDataException Foreign(string found) =>
            Malformed.At(
                path, 0, "a safetensors file, a PyTorch checkpoint, a Caffe model or a TensorFlow.js manifest", found);
    }
}
