using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using NormFace.Models;
using NormFace.Weights;
using Xunit;

namespace NormFace;

public class HalfWeightsTests
{
    private static readonly ModelHeader Header = new()
    {
        Network = "linear",
        Options = new JsonObject(),
        FeatureSize = 2,
        InputSize = 2,
        Licence = "MIT",
        Provenance = new ModelProvenance { ToolVersion = "0.1.0" },
    };

    [Fact]
    public void Weights_of_products_become_float16_to_the_nearest_and_all_else_stays()
    {
        // 1 + 2^-11 lies between 1 and 1 + 2^-10, and a tie goes to the even one.
        var weight = Tensor("weight", [1, 3], 1 + MathF.ScaleB(1, -11), 0.1f, -65504);
        var scale = Tensor("scale", [2], 0.1f, 1e-9f);

        var halved = HalfWeights.Of(new ModelFile(Header, [weight, scale]));

        Assert.Equal(StoredType.F16, halved.Tensors[0].Type);
        Assert.Equal([1, 3], halved.Tensors[0].Shape);
        Assert.Equal([1, 0.0999755859375f, -65504], HalfWeights.Singles(halved.Tensors[0])!); // by IEEE 754
        Assert.Same(scale, halved.Tensors[1]);
        Assert.Same(Header, halved.Header);
    }

    [Fact]
    public void Halving_again_changes_nothing()
    {
        var once = HalfWeights.Of(new ModelFile(Header, [Tensor("weight", [2, 1], 0.3f, 0.7f)]));

        Assert.Same(once.Tensors[0], HalfWeights.Of(once).Tensors[0]);
    }

    [Theory]
    [InlineData(65520f)] // rounds to infinity
    [InlineData(float.NaN)]
    public void A_weight_that_16_bits_cannot_hold_is_refused_by_name(float value)
    {
        var error = Assert.Throws<InvalidDataException>(
            () => HalfWeights.Of(new ModelFile(Header, [Tensor("conv1.weight", [1, 1], value)])));

        Assert.StartsWith(
            "conv1.weight: weights must be finite and at most 65504", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_that_hold_no_real_numbers_of_16_or_32_bits_have_no_singles() =>
        Assert.Null(HalfWeights.Singles(new StoredTensor("counter", StoredType.I64, [], new byte[8])));

    private static StoredTensor Tensor(string name, long[] shape, params float[] numbers) =>
        new(name, StoredType.F32, shape, MemoryMarshal.AsBytes<float>(numbers).ToArray());
}
