using NormFace.Weights;
using Xunit;

namespace NormFace.Onnx;

public class OnnxRulesTests
{
    private static readonly OnnxModel Sound = new(
        "toy",
        [new OnnxValue("x", ["N", "2"])],
        [new OnnxValue("y", ["N", "2"])],
        [new OnnxNode("Add", ["x", "one"], ["y"], [])],
        [Noise.Tensor("one", 1, 2)],
        new Dictionary<string, string>());

    public static TheoryData<string, string> Broken => new()
    {
        { "no name", "must have a name" },
        { "no outputs", "must have inputs and outputs" },
        { "name twice", "occurs twice" },
        { "made twice", "computed twice" },
        { "reads what is not there", "reads 'z'" },
        { "out of order", "reads 'y'" },
        { "output not made", "'q' is not" },
        { "unknown operator", "'Foo' is not known" },
        { "too few inputs", "takes 2 to 2 inputs" },
        { "attribute twice", "unique names" },
        { "wrong type", "must be float32 or int64" },
    };

    [Fact]
    public void A_sound_model_passes_and_equal_models_are_equal_bytes() =>
        Assert.Equal(OnnxWriter.Write(Sound), OnnxWriter.Write(Sound with { Name = "toy" }));

    [Theory, MemberData(nameof(Broken))]
    public void A_model_that_breaks_a_rule_of_the_format_is_refused_by_that_rule(string what, string message)
    {
        var add = Sound.Nodes[0];
        var model = what switch
        {
            "no name" => Sound with { Name = "" },
            "no outputs" => Sound with { Outputs = [] },
            "name twice" => Sound with { Initializers = [Sound.Initializers[0], Sound.Initializers[0]] },
            "made twice" => Sound with { Nodes = [add, add] },
            "reads what is not there" => Sound with { Nodes = [add with { Inputs = ["x", "z"] }] },
            "out of order" => Sound with { Nodes = [new OnnxNode("Sqrt", ["y"], ["z"], []), add] },
            "output not made" => Sound with { Outputs = [new OnnxValue("q", ["N"])] },
            "unknown operator" => Sound with { Nodes = [add with { Operator = "Foo" }] },
            "too few inputs" => Sound with { Nodes = [add with { Inputs = ["x"] }] },
            "attribute twice" => Sound with
            {
                Nodes = [add with { Attributes = [OnnxAttribute.Of("a", 1L), OnnxAttribute.Of("a", 2L)] }],
            },
            _ => Sound with { Initializers = [new StoredTensor("one", StoredType.F64, [2], new byte[16])] },
        };

        Assert.Contains(
            message,
            Assert.Throws<InvalidDataException>(() => OnnxWriter.Write(model)).Message,
            StringComparison.Ordinal);
    }
}
