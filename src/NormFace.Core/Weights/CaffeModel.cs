using System.Globalization;

namespace NormFace.Weights;

/// <summary>The learned numbers of a Caffe model (<c>.caffemodel</c>).</summary>
/// <remarks>
/// Both generations of layers are read, <c>layer</c> and <c>layers</c> of <c>NetParameter</c>, and both ways to state a
/// shape. Kernels lie as in PyTorch, <c>[outputs, inputs, rows, columns]</c>, and neither library flips them; a fully
/// connected layer after a map counts channels, rows, columns in both. Source: Caffe's <c>caffe.proto</c>.
/// </remarks>
public sealed class CaffeModel
{
    private CaffeModel(string name, IReadOnlyList<CaffeLayer> layers) => (Name, Layers) = (name, layers);

    /// <summary>The model's name; empty where it has none.</summary>
    public string Name { get; }

    /// <summary>The layers that have learned numbers, in the model's order.</summary>
    public IReadOnlyList<CaffeLayer> Layers { get; }

    /// <summary>Reads a model whole.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its layers.</returns>
    /// <exception cref="InvalidDataException">It is broken, no Caffe model, holds no learned numbers or a layer's name twice.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CaffeModel Read(string path)
    {
        var net = new WireMessage(ReadAll(path), 0, path);
        var name = "";
        var layers = new List<CaffeLayer>();
        var names = new HashSet<string>(StringComparer.Ordinal);

        foreach (var field in net.Fields())
        {
            if (field.Number == 1)
            {
                name = net.Text(field);
            }
            else if (CaffeGeneration.Of(field.Number) is { } generation)
            {
                var layer = ReadLayer(net.Message(field), generation, path);
                if (layer.Blobs.Count == 0)
                {
                    continue;
                }

                layers.Add(names.Add(layer.Name) ? layer : throw Malformed.At(path, field.Position, "every layer with numbers once", $"'{layer.Name}' twice"));
            }
        }

        return layers.Count > 0
            ? new CaffeModel(name, layers.AsReadOnly())
            : throw Malformed.At(path, 0, "a Caffe model with learned numbers", "no layer that has any. Upgrade a model of 2013 with Caffe's upgrade_net_proto_binary");
    }

    /// <summary>The blobs as tensors with names as of PyTorch.</summary>
    /// <returns><c>layer.weight</c> for the first blob of a layer, <c>layer.bias</c> for the second, <c>layer.blob2</c> for a third and so on.</returns>
    public IReadOnlyList<StoredTensor> StateDict()
    {
        string[] roles = ["weight", "bias"];
        return
        [
            .. Layers.SelectMany(layer => layer.Blobs.Select((blob, index) =>
                blob.Named($"{layer.Name}.{(index < roles.Length ? roles[index] : $"blob{index}")}"))),
        ];
    }

    private static byte[] ReadAll(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length > Array.MaxLength)
        {
            throw Malformed.At(path, 0, $"a Caffe model of at most {Array.MaxLength} bytes", $"{stream.Length} bytes");
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static CaffeLayer ReadLayer(WireMessage message, CaffeGeneration generation, string path)
    {
        var (name, type) = ("", "");
        var blobs = new List<StoredTensor>();

        foreach (var field in message.Fields())
        {
            if (field.Number == generation.Name)
            {
                name = message.Text(field);
            }
            else if (field.Number == generation.Type)
            {
                type = field.Kind == WireKind.Varint ? field.Value.ToString(CultureInfo.InvariantCulture) : message.Text(field);
            }
            else if (field.Number == generation.Blobs)
            {
                var index = blobs.Count.ToString(CultureInfo.InvariantCulture);
                blobs.Add(CaffeBlob.Read(message.Message(field), index, path, name));
            }
        }

        return new CaffeLayer(name, type, blobs.AsReadOnly());
    }

    /// <summary>Where the parts of a layer stand, in the two generations of Caffe's format.</summary>
    private sealed record CaffeGeneration(int Name, int Type, int Blobs)
    {
        private static readonly CaffeGeneration First = new(Name: 4, Type: 5, Blobs: 6);
        private static readonly CaffeGeneration Second = new(Name: 1, Type: 2, Blobs: 7);

        /// <summary>The generation of a field of the net, or null where the field is no layer.</summary>
        public static CaffeGeneration? Of(int field) => field switch
        {
            2 => First,
            100 => Second,
            _ => null,
        };
    }
}
