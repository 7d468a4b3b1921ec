namespace NormFace.Weights;

/// <summary>Reads a blob, Caffe's word for a tensor.</summary>
internal static class CaffeBlob
{
    // Field numbers of BlobProto.
    private const int LegacyNum = 1, LegacyWidth = 4, Data = 5, Shape = 7, DoubleData = 8;

    /// <summary>Reads a blob.</summary>
    /// <param name="message">The blob's message.</param>
    /// <param name="name">Name the tensor gets.</param>
    /// <param name="file">Name of the file, for errors.</param>
    /// <param name="layer">Name of the layer, for errors.</param>
    public static StoredTensor Read(WireMessage message, string name, string file, string layer)
    {
        List<long>? shape = null;
        long[]? legacy = null;
        var singles = new NumberRun();
        var doubles = new NumberRun();

        foreach (var field in message.Fields())
        {
            switch (field.Number)
            {
                case >= LegacyNum and <= LegacyWidth:
                    (legacy ??= new long[4])[field.Number - LegacyNum] = (long)field.Value;
                    break;
                case Data:
                    singles.Add(message.FixedNumbers(field, WireKind.Fixed32));
                    break;
                case DoubleData:
                    doubles.Add(message.FixedNumbers(field, WireKind.Fixed64));
                    break;
                case Shape:
                    shape = ReadShape(message.Message(field));
                    break;
                default:
                    break; // gradients, and what later versions may add
            }
        }

        var (type, bytes) = doubles.Bytes.Length > 0 ? (StoredType.F64, doubles.Bytes) : (StoredType.F32, singles.Bytes);
        IReadOnlyList<long> lengths = legacy ?? shape ?? (bytes.IsEmpty ? [0L] : (IReadOnlyList<long>)[]);
        return TensorShape.TryByteCount(lengths, type.ByteSize(), out var wanted) && wanted == bytes.Length
            ? new StoredTensor(name, type, lengths, bytes)
            : throw Malformed.In(file, layer, $"blob {name} of shape {TensorShape.Text(lengths)}", $"{bytes.Length} bytes of {type}");
    }

    // A shape of more axes than can be is refused later; no need to collect them all.
    private static List<long> ReadShape(WireMessage message) =>
        [.. message.Fields().Where(field => field.Number == 1).SelectMany(message.Numbers).Take(TensorShape.LargestRank + 1)];

    /// <summary>Numbers that may come in one piece, which is then not copied, or in many.</summary>
    private sealed class NumberRun
    {
        private MemoryStream? joined;

        public ReadOnlyMemory<byte> Bytes { get; private set; }

        public void Add(ReadOnlyMemory<byte> piece)
        {
            if (Bytes.IsEmpty)
            {
                Bytes = piece;
                return;
            }

            if (joined is null)
            {
                joined = new MemoryStream();
                joined.Write(Bytes.Span);
            }

            joined.Write(piece.Span);
            Bytes = joined.GetBuffer().AsMemory(0, (int)joined.Length);
        }
    }
}
