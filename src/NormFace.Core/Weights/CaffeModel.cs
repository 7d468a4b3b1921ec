using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.Collections;
using NormFace.Storage;

namespace NormFace.Weights;

/// <summary>Reads the learned numbers of a Caffe model (<c>.caffemodel</c>).</summary>
/// <remarks>
/// Both generations of layers are read, <c>layer</c> and <c>layers</c> of <c>NetParameter</c>, and both ways to state a
/// shape. Kernels lie as in PyTorch, <c>[outputs, inputs, rows, columns]</c>, and neither library flips them; a fully
/// connected layer after a map counts channels, rows, columns in both. Source: Caffe's <c>caffe.proto</c>.
/// </remarks>
internal static class CaffeModel
{
    private const uint LayerTag = (NetParameter.LayerFieldNumber << 3) | (uint)WireFormat.WireType.LengthDelimited;
    private const uint OldLayerTag = (NetParameter.LayersFieldNumber << 3) | (uint)WireFormat.WireType.LengthDelimited;

    private static readonly MessageParser<LayerParameter> Layer = LayerParameter.Parser.WithDiscardUnknownFields(true);
    private static readonly MessageParser<V1LayerParameter> OldLayer =
        V1LayerParameter.Parser.WithDiscardUnknownFields(true);

    /// <summary>Reads the blobs of all layers as tensors with names as of PyTorch.</summary>
    /// <param name="path">The file.</param>
    /// <returns>
    /// <c>layer.weight</c> for the first blob of a layer, <c>layer.bias</c> for the second, <c>layer.blob2</c> for a
    /// third and so on.
    /// </returns>
    /// <exception cref="InvalidDataException">
    /// It is broken, not a Caffe model, without learned numbers, or names a layer twice.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<StoredTensor> Read(string path)
    {
        using var stream = PlainFile.OpenRead(path);
        using var input = new CodedInputStream(stream);
        try
        {
            return Read(input, path);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw Malformed.At(path, input.Position, "a Caffe model", error.Message.TrimEnd('.'), error);
        }
    }

    // Layer by layer, so that no more than one is held beside its tensors.
    private static List<StoredTensor> Read(CodedInputStream input, string path)
    {
        var tensors = new List<StoredTensor>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (input.ReadTag() is var tag && tag != 0)
        {
            switch (tag)
            {
                case LayerTag:
                    var layer = Layer.ParseFrom(input.ReadBytes());
                    Add(layer.Name, layer.Blobs);
                    break;
                case OldLayerTag:
                    var oldLayer = OldLayer.ParseFrom(input.ReadBytes());
                    Add(oldLayer.Name, oldLayer.Blobs);
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return tensors.Count > 0 ? tensors : throw Malformed.At(
            path, 0, "a Caffe model with learned numbers",
            "no layer that has any. Upgrade a model of 2013 with Caffe's upgrade_net_proto_binary");

        void Add(string name, RepeatedField<BlobProto> blobs)
        {
            if (blobs.Count > 0 && !names.Add(name))
            {
                throw Malformed.At(path, input.Position, "every layer with numbers once", $"'{name}' twice");
            }

            tensors.AddRange(blobs.Select((blob, index) => Tensor(blob, $"{name}.{Role(index)}", path)));
        }
    }

    private static string Role(int blob) => blob switch { 0 => "weight", 1 => "bias", _ => $"blob{blob}" };

    private static StoredTensor Tensor(BlobProto blob, string name, string path)
    {
        var (type, bytes) = blob.DoubleData.Count > 0
            ? (StoredType.F64, Bytes(blob.DoubleData))
            : (StoredType.F32, Bytes(blob.Data));
        IReadOnlyList<long> shape = blob.HasNum || blob.HasChannels || blob.HasHeight || blob.HasWidth
            ? [blob.Num, blob.Channels, blob.Height, blob.Width]
            : blob.Shape?.Dim ?? (IReadOnlyList<long>)(bytes.Length == 0 ? [0] : []);
        return TensorShape.TryByteCount(shape, type.ByteSize(), out var wanted) && wanted == bytes.Length
            ? new StoredTensor(name, type, shape, bytes)
            : throw Malformed.In(
                path, name, $"numbers of shape {TensorShape.Text(shape.Take(TensorShape.LargestRank + 1))}",
                $"{bytes.Length} bytes of {type}");
    }

    private static byte[] Bytes<T>(RepeatedField<T> numbers)
        where T : unmanaged => MemoryMarshal.AsBytes(UnsafeCollectionOperations.AsSpan(numbers)).ToArray();
}
