using System.Globalization;
using NormFace.Storage;
using NormFace.Weights;

namespace NormFace.Onnx;

/// <summary>Writes models in ONNX's file format, a protobuf message. Equal models give equal bytes.</summary>
/// <remarks>Source: ONNX, <c>onnx.proto3</c> of IR version 8; the numbers below are its field numbers.</remarks>
internal static class OnnxWriter
{
    private const int Float32 = 1, Int64 = 7; // TensorProto.DataType

    /// <summary>The model as a file's bytes.</summary>
    /// <exception cref="InvalidDataException">It breaks a rule of the format; see <see cref="OnnxRules"/>.</exception>
    public static byte[] Write(OnnxModel model)
    {
        OnnxRules.Check(model);
        using var message = new ProtobufMessage();
        message.Integer(1, OnnxModel.FormatVersion);
        message.Text(2, "NormFace");
        message.Text(3, typeof(OnnxWriter).Assembly.GetName().Version!.ToString(fieldCount: 3));
        using (var graph = Graph(model))
        {
            message.Message(7, graph);
        }

        using (var operators = new ProtobufMessage())
        {
            operators.Text(1, ""); // the standard domain
            operators.Integer(2, OnnxModel.OperatorVersion);
            message.Message(8, operators);
        }

        foreach (var (key, value) in model.Texts.OrderBy(text => text.Key, StringComparer.Ordinal))
        {
            using var text = new ProtobufMessage();
            text.Text(1, key);
            text.Text(2, value);
            message.Message(14, text);
        }

        return message.Bytes.ToArray();
    }

    private static ProtobufMessage Graph(OnnxModel model)
    {
        var graph = new ProtobufMessage();
        AddAll(graph, 1, model.Nodes, Node);
        graph.Text(2, model.Name);
        AddAll(graph, 5, model.Initializers, Initializer);
        AddAll(graph, 11, model.Inputs, Value);
        AddAll(graph, 12, model.Outputs, Value);
        return graph;
    }

    private static void AddAll<T>(ProtobufMessage message, int field, IEnumerable<T> items, Func<T, ProtobufMessage> write)
    {
        foreach (var item in items)
        {
            using var part = write(item);
            message.Message(field, part);
        }
    }

    private static ProtobufMessage Node(OnnxNode node)
    {
        var message = new ProtobufMessage();
        foreach (var input in node.Inputs)
        {
            message.Text(1, input);
        }

        foreach (var output in node.Outputs)
        {
            message.Text(2, output);
        }

        message.Text(3, node.Outputs[0]);
        message.Text(4, node.Operator);
        AddAll(message, 5, node.Attributes, attribute => attribute.ToMessage());
        return message;
    }

    private static ProtobufMessage Initializer(StoredTensor tensor)
    {
        var message = new ProtobufMessage();
        foreach (var length in tensor.Shape)
        {
            message.Integer(1, length);
        }

        message.Integer(2, tensor.Type == StoredType.I64 ? Int64 : Float32);
        message.Text(8, tensor.Name);
        message.Block(9, tensor.Bytes.Span);
        return message;
    }

    private static ProtobufMessage Value(OnnxValue value)
    {
        using var shape = new ProtobufMessage();
        AddAll(shape, 1, value.Shape, Length);
        using var tensor = new ProtobufMessage();
        tensor.Integer(1, Float32);
        tensor.Message(2, shape);
        using var type = new ProtobufMessage();
        type.Message(1, tensor);
        var message = new ProtobufMessage();
        message.Text(1, value.Name);
        message.Message(2, type);
        return message;
    }

    private static ProtobufMessage Length(string length)
    {
        var message = new ProtobufMessage();
        if (long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            message.Integer(1, number);
        }
        else
        {
            message.Text(2, length);
        }

        return message;
    }
}
