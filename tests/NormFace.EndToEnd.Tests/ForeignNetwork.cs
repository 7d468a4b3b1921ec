using System.Text;

namespace NormFace;

/// <summary>
/// An export of a network of 96x112 made into a file as other programs write it: it reads 112x112 in ArcFace's template
/// as <c>(v - 127.5) / 127.5</c>, and holds nothing of ours about itself.
/// </summary>
/// <remarks>Fields of ONNX's protocol buffers by their numbers in onnx.proto.</remarks>
internal static class ForeignNetwork
{
    private const int Varint = 0, Delimited = 2;
    private const int ModelGraph = 7, ModelTexts = 14;
    private const int GraphNode = 1, GraphInitializer = 5, GraphInput = 11;
    private const int Float = 1, Int64 = 7; // types of tensors

    public static byte[] Of(byte[] export) =>
    [
        .. Fields(export).Where(field => field.Number != ModelTexts)
            .SelectMany(field => field.Number == ModelGraph ? Field(ModelGraph, Graph(field.Content)) : field.Whole),
    ];

    // Columns 8 to 103 of the picture, rescaled to (v - 127.5) / 128, are what the network of 96x112 reads.
    private static byte[] Graph(byte[] graph) =>
    [
        .. Node("Slice", "columns", "input.1", "starts", "ends", "axes"),
        .. Node("Mul", "pictures", "columns", "step"),
        .. Fields(graph).Where(field => field.Number != GraphInput).SelectMany(field => field.Whole),
        .. Tensor("starts", [1], Int64, BitConverter.GetBytes(8L)),
        .. Tensor("ends", [1], Int64, BitConverter.GetBytes(104L)),
        .. Tensor("axes", [1], Int64, BitConverter.GetBytes(3L)),
        .. Tensor("step", [], Float, BitConverter.GetBytes(127.5f / 128)),
        .. Input("input.1", "None", 3, 112, 112),
    ];

    private static byte[] Node(string type, string output, params string[] inputs) => Field(
        GraphNode, [.. inputs.SelectMany(input => Field(1, input)), .. Field(2, output), .. Field(4, type)]);

    private static byte[] Tensor(string name, int[] shape, int type, byte[] values) => Field(
        GraphInitializer,
        [.. shape.SelectMany(length => Field(1, length)), .. Field(2, type), .. Field(8, name), .. Field(9, values)]);

    private static byte[] Input(string name, string count, params int[] lengths)
    {
        byte[] shape = [.. Field(1, Field(2, count)), .. lengths.SelectMany(length => Field(1, Field(1, length)))];
        return Field(GraphInput, [.. Field(1, name), .. Field(2, Field(1, [.. Field(1, Float), .. Field(2, shape)]))]);
    }

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] content) =>
        [.. Number((number << 3) | Delimited), .. Number(content.Length), .. content];

    private static byte[] Field(int number, int value) => [.. Number((number << 3) | Varint), .. Number(value)];

    private static IEnumerable<byte> Number(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }

    private static IEnumerable<(int Number, byte[] Content, byte[] Whole)> Fields(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var start = at;
            var tag = Read();
            var length = Read(); // of a number, the number itself
            var content = (tag & 7) == Delimited ? message[at..(at + length)] : [];
            at += content.Length;
            yield return (tag >> 3, content, message[start..at]);

            int Read()
            {
                var value = 0;
                for (var shift = 0; ; shift += 7)
                {
                    var next = message[at++];
                    value |= (next & 0x7f) << shift;
                    if (next < 0x80)
                    {
                        return value;
                    }
                }
            }
        }
    }
}
