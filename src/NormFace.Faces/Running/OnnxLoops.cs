using System.Text;

namespace NormFace.Running;

/// <summary>Finds operators that may run for ever in an ONNX file, without reading its tensors.</summary>
/// <remarks>
/// A walk over the file's fields (protocol buffers): graphs and functions hold nodes, a node names its operator and may
/// hold graphs in its attributes. Numbers of fields: onnx.proto of the ONNX project.
/// </remarks>
internal static class OnnxLoops
{
    private const int DeepestNesting = 100; // as protocol buffers have it

    private enum Part
    {
        Model,
        Graph,
        Function,
        Node,
        Attribute,
    }

    /// <summary>The first operator that repeats a graph; null if there is none, or the file is no ONNX file.</summary>
    public static string? Find(ReadOnlySpan<byte> model) => Find(model, Part.Model, 0);

    private static string? Find(ReadOnlySpan<byte> message, Part part, int depth)
    {
        string? found = null;
        while (found is null && depth < DeepestNesting && TryField(ref message, out var field, out var content))
        {
            Part? inner = (part, field) switch
            {
                (Part.Model, 7) or (Part.Attribute, 6 or 11) => Part.Graph,
                (Part.Model, 25) => Part.Function,
                (Part.Graph, 1) or (Part.Function, 7) => Part.Node,
                (Part.Node, 5) => Part.Attribute,
                _ => null,
            };
            var isOperator = part == Part.Node && field == 4;
            found = inner is { } below ? Find(content, below, depth + 1)
                : isOperator && (content.SequenceEqual("Loop"u8) || content.SequenceEqual("Scan"u8))
                    ? Encoding.ASCII.GetString(content)
                : null;
        }

        return found;
    }

    // A field's number and content; empty content for numbers. False at the end, or where the bytes are no fields.
    private static bool TryField(ref ReadOnlySpan<byte> message, out long field, out ReadOnlySpan<byte> content)
    {
        field = 0;
        content = default;
        if (message.IsEmpty || !TryNumber(ref message, out var tag))
        {
            return false;
        }

        field = tag >> 3;
        long length;
        switch (tag & 7)
        {
            case 0: return TryNumber(ref message, out _);
            case 1: length = sizeof(long); break;
            case 2 when TryNumber(ref message, out length): break;
            case 5: length = sizeof(int); break;
            default: return false;
        }

        if (length < 0 || length > message.Length)
        {
            return false;
        }

        content = (tag & 7) == 2 ? message[..(int)length] : default;
        message = message[(int)length..];
        return true;
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> message, out long number)
    {
        number = 0;
        for (var index = 0; index < message.Length && index < 10; index++)
        {
            number |= (long)(message[index] & 0x7f) << (7 * index);
            if (message[index] < 0x80)
            {
                message = message[(index + 1)..];
                return true;
            }
        }

        return false;
    }
}
