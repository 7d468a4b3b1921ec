using Google.Protobuf;
using static NormFace.Onnx.AttributeProto.Types;

namespace NormFace.Onnx;

/// <summary>A named constant of a node.</summary>
/// <param name="Message">As the file holds it.</param>
internal sealed record OnnxAttribute(AttributeProto Message)
{
    public string Name => Message.Name;

    public static OnnxAttribute Of(string name, long value) =>
        new(new AttributeProto { Name = name, I = value, Type = AttributeType.Int });

    public static OnnxAttribute Of(string name, float value) =>
        new(new AttributeProto { Name = name, F = value, Type = AttributeType.Float });

    public static OnnxAttribute Of(string name, string value) =>
        new(new AttributeProto { Name = name, S = ByteString.CopyFromUtf8(value), Type = AttributeType.String });

    public static OnnxAttribute Of(string name, params long[] values) =>
        new(new AttributeProto { Name = name, Ints = { values }, Type = AttributeType.Ints });
}
