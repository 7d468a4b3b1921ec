using System.Globalization;
using Google.Protobuf;
using NormFace.Weights;
using static NormFace.Onnx.TensorProto.Types;
using static NormFace.Onnx.TensorShapeProto.Types;

namespace NormFace.Onnx;

/// <summary>Writes models in ONNX's file format. Equal models give equal bytes.</summary>
internal static class OnnxWriter
{
    /// <summary>The model as a file's bytes.</summary>
    /// <exception cref="InvalidDataException">It breaks a rule of the format; see <see cref="OnnxRules"/>.</exception>
    public static byte[] Write(OnnxModel model)
    {
        OnnxRules.Check(model);
        var message = new ModelProto
        {
            IrVersion = OnnxModel.FormatVersion,
            ProducerName = "NormFace",
            ProducerVersion = typeof(OnnxWriter).Assembly.GetName().Version!.ToString(fieldCount: 3),
            Graph = new GraphProto
            {
                Node = { model.Nodes.Select(Node) },
                Name = model.Name,
                Initializer = { model.Initializers.Select(Initializer) },
                Input = { model.Inputs.Select(Value) },
                Output = { model.Outputs.Select(Value) },
            },
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OnnxModel.OperatorVersion } },
            MetadataProps =
            {
                model.Texts.OrderBy(text => text.Key, StringComparer.Ordinal)
                    .Select(text => new StringStringEntryProto { Key = text.Key, Value = text.Value }),
            },
        };
        return message.ToByteArray();
    }

    private static NodeProto Node(OnnxNode node) => new()
    {
        Input = { node.Inputs },
        Output = { node.Outputs },
        Name = node.Outputs[0],
        OpType = node.Operator,
        Attribute = { node.Attributes.Select(attribute => attribute.Message) },
    };

    private static TensorProto Initializer(StoredTensor tensor) => new()
    {
        Dims = { tensor.Shape },
        DataType = tensor.Type == StoredType.I64 ? DataType.Int64 : DataType.Float,
        Name = tensor.Name,
        RawData = UnsafeByteOperations.UnsafeWrap(tensor.Bytes),
    };

    private static ValueInfoProto Value(OnnxValue value) => new()
    {
        Name = value.Name,
        Type = new TypeProto
        {
            TensorType = new()
            {
                ElemType = DataType.Float,
                Shape = new TensorShapeProto { Dim = { value.Shape.Select(Length) } },
            },
        },
    };

    private static Dimension Length(string length) =>
        long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Dimension { DimValue = number }
            : new Dimension { DimParam = length };
}
