using System.Runtime.InteropServices;
using NormFace.TestKit;
using NormFace.Weights;
using Xunit;

namespace NormFace.Import;

/// <summary>
/// Two forms of the same public weights: what Caffe wrote, and what another project made of it for PyTorch.
/// </summary>
public class MtcnnAgreementTests
{
    [Theory]
    [InlineData("det1", "pnet", 13, 13), InlineData("det2", "rnet", 18, 16), InlineData("det3", "onet", 21, 21)]
    public void The_Caffe_model_and_the_checkpoint_hold_the_same_numbers(
        string caffe, string torch, int caffeCount, int torchCount)
    {
        var folder = SharedData.Find("data/mtcnn");
        Assert.SkipUnless(folder is not null, "The weights are not beside the repository.");
        var fromCaffe = ForeignWeights.Read(Path.Combine(folder, "caffe", caffe + ".caffemodel"));
        var fromTorch = ForeignWeights.Read(Path.Combine(folder, "facenet-pytorch", torch + ".pt"));

        Assert.Equal((WeightForm.Caffe, WeightForm.Torch), (fromCaffe.Form, fromTorch.Form));
        Assert.Equal((caffeCount, torchCount), (fromCaffe.Tensors.Count, fromTorch.Tensors.Count));
        foreach (var (one, other) in Matched(fromCaffe.Tensors, fromTorch.Tensors))
        {
            Assert.Equal(Sizes(one), Sizes(other));
            Assert.Equal(Values(one).Order(), Values(other).Order());

            if (one.Shape.Count == 4)
            {
                // The release was made with MATLAB, where rows and columns change places.
                Assert.Equal(Transposed(one), Values(other));
            }
        }
    }

    // The layers have other names, 'PReLU1' and 'conv5-1' here, 'prelu1' and 'dense5_1' there; R-Net's branch of
    // landmarks is here only.
    private static IEnumerable<(StoredTensor Caffe, StoredTensor Torch)> Matched(
        IEnumerable<StoredTensor> caffe, IEnumerable<StoredTensor> torch)
    {
        var byName = caffe.ToDictionary(tensor => tensor.Name.ToLowerInvariant().Replace('-', '_'));
        return torch.Select(tensor => (byName[tensor.Name.Replace("dense", "conv", StringComparison.Ordinal)], tensor));
    }

    private static IEnumerable<long> Sizes(StoredTensor tensor) => tensor.Shape.Where(length => length != 1);

    private static float[] Values(StoredTensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.Bytes.Span).ToArray();

    private static float[] Transposed(StoredTensor tensor)
    {
        var (values, rows, columns) = (Values(tensor), (int)tensor.Shape[2], (int)tensor.Shape[3]);
        return [.. values.Chunk(rows * columns).SelectMany(
            kernel =>
                Enumerable.Range(0, kernel.Length).Select(index => kernel[(index % rows * columns) + (index / rows)]))];
    }
}
