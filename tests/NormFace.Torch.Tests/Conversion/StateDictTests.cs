using NormFace.TestKit;
using NormFace.Weights;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NormFace.Conversion;

public class StateDictTests
{
    [Fact]
    public void A_module_gets_back_what_it_held()
    {
        TensorLeak.None(() =>
        {
            using var scope = NewDisposeScope();
            using var one = Network();
            using var other = Network();
            using var input = rand(4, 2, 3, 3);
            _ = one.call(input); // moves the running means

            var saved = StateDict.Save(one);
            StateDict.Load(other, saved, "file");

            Assert.Equal(
                [
                    "0.weight",
                    "0.bias",
                    "1.weight",
                    "1.bias",
                    "1.running_mean",
                    "1.running_var",
                    "1.num_batches_tracked"],
                saved.Select(tensor => tensor.Name));
            Assert.All(
                one.state_dict().Zip(other.state_dict()),
                pair => Assert.True(pair.First.Value.IsSameAs(pair.Second.Value), pair.First.Key));
        });
    }

    [Fact]
    public void A_module_in_channels_last_is_stored_row_by_row()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var expected = StateDict.Save(network)[0];
        var weight = network.state_dict()["0.weight"];
        using (no_grad())
        {
            weight.set_(weight.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));
        }

        Assert.False(weight.is_contiguous());
        Assert.True(StateDict.Save(network)[0].Bytes.Span.SequenceEqual(expected.Bytes.Span));
    }

    [Fact]
    public void Every_difference_is_named_and_nothing_is_changed()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        StoredTensor[] tensors =
        [
            Zeros("0.weight", StoredType.F32, 3, 2, 1, 3),
            Zeros("0.bias", StoredType.I32, 3),
            Zeros("1.bias", StoredType.F32, 3),
            Zeros("1.bias", StoredType.F32, 3),
            Zeros("1.running_mean", StoredType.F32, 3),
            Zeros("fc6.weight", StoredType.F32, 5),
            Zeros("fc6.bias", StoredType.F32, 5),
        ];

        var error = Assert.Throws<InvalidDataException>(() => StateDict.Load(network, tensors, "some.file"));

        Assert.Equal(
            "some.file: expected the network's 7 tensors, found differences. Missing: 1.weight, 1.running_var. Not in "
            + "the network: fc6.weight, fc6.bias. "
            + "There twice: 1.bias. Of another shape: 0.weight ([3, 2, 1, 3] in place of [3, 2, 3, 3]). Of another "
            + "kind: 0.bias (I32 in place of Float32). "
            + "Choose the network and the options the file was made with.",
            error.Message);
        Assert.All(network.state_dict(), entry => Assert.True(before[entry.Key].IsSameAs(entry.Value)));
    }

    [Fact]
    public void Counters_of_batches_may_be_absent_or_left_over()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var saved = StateDict.Save(network);

        StateDict.Load(network, saved.Where(tensor => tensor.Name != "1.num_batches_tracked"), "file");
        StateDict.Load(network, [.. saved, Zeros("old.num_batches_tracked", StoredType.I64)], "file");
    }

    [Fact]
    public void Floating_types_are_converted_to_the_modules_own()
    {
        using var scope = NewDisposeScope();
        using var layer = Linear(1, 1, hasBias: false);

        StateDict.Load(layer, [new StoredTensor("weight", StoredType.F64, [1, 1], BitConverter.GetBytes(0.1))], "file");

        Assert.Equal(0.1f, layer.weight.item<float>());
        Assert.Equal(ScalarType.Float32, layer.weight.dtype);
        Assert.True(layer.weight.requires_grad);
    }

    private static TorchSharp.Modules.Sequential Network() => Sequential(Conv2d(2, 3, 3), BatchNorm2d(3));

    private static StoredTensor Zeros(string name, StoredType type, params long[] shape) =>
        new(name, type, shape, new byte[shape.Aggregate(type == StoredType.I64 ? 8L : 4, (size, side) => size * side)]);
}
