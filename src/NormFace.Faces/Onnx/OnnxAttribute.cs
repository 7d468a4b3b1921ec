using System.Text;
using NormFace.Storage;

namespace NormFace.Onnx;

/// <summary>A named constant of a node. Source: ONNX's <c>AttributeProto</c>.</summary>
internal abstract record OnnxAttribute(string Name)
{
    private const int NameField = 1, SingleField = 2, IntegerField = 3, TextField = 4, IntegersField = 8, TypeField = 20;
    private const int SingleType = 1, IntegerType = 2, TextType = 3, IntegersType = 7;

    public static OnnxAttribute Of(string name, long value) => new Integer(name, value);

    public static OnnxAttribute Of(string name, float value) => new Single(name, value);

    public static OnnxAttribute Of(string name, params long[] values) => new Integers(name, values);

    public static OnnxAttribute Of(string name, string value) => new Text(name, value);

    public ProtobufMessage ToMessage()
    {
        var message = new ProtobufMessage();
        message.Text(NameField, Name);
        Write(message);
        return message;
    }

    protected abstract void Write(ProtobufMessage message);

    private sealed record Integer(string Name, long Value) : OnnxAttribute(Name)
    {
        protected override void Write(ProtobufMessage message)
        {
            message.Integer(IntegerField, Value);
            message.Integer(TypeField, IntegerType);
        }
    }

    private sealed record Single(string Name, float Value) : OnnxAttribute(Name)
    {
        protected override void Write(ProtobufMessage message)
        {
            message.Single(SingleField, Value);
            message.Integer(TypeField, SingleType);
        }
    }

    private sealed record Integers(string Name, long[] Values) : OnnxAttribute(Name)
    {
        protected override void Write(ProtobufMessage message)
        {
            foreach (var value in Values)
            {
                message.Integer(IntegersField, value);
            }

            message.Integer(TypeField, IntegersType);
        }
    }

    private sealed record Text(string Name, string Value) : OnnxAttribute(Name)
    {
        protected override void Write(ProtobufMessage message)
        {
            message.Block(TextField, Encoding.UTF8.GetBytes(Value));
            message.Integer(TypeField, TextType);
        }
    }
}
