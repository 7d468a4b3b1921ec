using System.Runtime.InteropServices;
using NormFace.Onnx;
using NormFace.Weights;
using Xunit;

namespace NormFace.Detection;

/// <summary>A foreign detector that always gives the same three boxes, whatever it is shown.</summary>
public sealed class OnnxDetectorTests : IDisposable
{
    private const string Usual = """ "width": 32, "height": 16, "boxes": "b", "points": "p", "scores": "s" """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Boxes_and_points_come_back_in_pixels_of_the_picture_and_overlapping_and_weak_ones_go()
    {
        using var detector = Open("{" + Usual + """, "threshold": 0.5 }""");

        // As wide as two inputs: one pixel of the input is two of the picture.
        var faces = detector.Detect(Noise.Picture(64, 20, 1));

        var face = Assert.Single(faces);
        Assert.Equal(new Alignment.FaceBox(4, 8, 8, 12), face.Box);
        Assert.Equal(new Alignment.PixelPoint((2 * 3) - 0.5, (2 * 5) - 0.5), face.Landmarks.LeftEye);
        Assert.Equal(0.9, face.Score, 1e-6);
    }

    [Fact]
    public void Every_field_may_be_written_and_null_stands_for_what_is_not_said()
    {
        using var full = Open("""
            {
              "input": null, "width": 32, "height": 16, "channels": "rgb", "mean": 0, "factor": 1, "boxes": "b",
              "boxForm": "corners", "points": "p", "pointOrder": "xy", "scores": "s", "scoreColumn": null,
              "unit": "pixels", "threshold": null, "overlap": 0.4
            }
            """);
        var picture = Noise.Picture(64, 20, 1);
        var faces = full.Detect(picture);
        using var brief = Open("{" + Usual + "}");

        Assert.Equal(brief.Detect(picture), faces);
        Assert.Equal(brief.Identity, full.Identity);
    }

    [Theory]
    [InlineData("corner-size", 4, 8, 12, 20), InlineData("centre-size", -2, -2, 12, 20)]
    public void Other_forms_of_boxes_mean_what_they_say(
        string form, double left, double top, double width, double height)
    {
        using var detector = Open("{" + Usual + $$""", "boxForm": "{{form}}", "threshold": 0.85 }""");

        Assert.Equal(
            new Alignment.FaceBox(left, top, width, height),
            Assert.Single(detector.Detect(Noise.Picture(64, 20, 1))).Box);
    }

    [Theory]
    [InlineData("""{ "width": 32, "height": 16, "boxes": "q", "points": "p", "scores": "s" }""", "the output 'q'")]
    [InlineData("""{ "width": 32, "height": 16, "boxes": "b", "points": "p" }""", "scores")]
    [InlineData("{" + Usual + """, "anchors": 3 }""", "anchors")]
    [InlineData("{" + Usual + """, "input": "y" }""", "the input 'y'")]
    [InlineData("{" + Usual + """, "unit": "inches" }""", "pixels, shares")]
    [InlineData("{" + Usual + """, "overlap": 2 }""", "overlap")]
    [InlineData("{" + Usual + """, "factor": 1e999 }""", "factor")]
    [InlineData("{" + Usual + """, "width": 64 }""", "width")]
    [InlineData("""[ "boxes" ]""", "a JSON object")]
    public void A_contract_that_does_not_fit_is_refused_by_field(string contract, string message) =>
        Assert.Contains(
            message, Assert.Throws<InvalidDataException>(() => Open(contract)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_detector_without_a_contract_is_told_to_write_one()
    {
        File.WriteAllBytes(folder["d.onnx"], Network());

        Assert.Contains(
            "d.contract.json",
            Assert.Throws<FileNotFoundException>(() => FaceDetector.Open(folder["d.onnx"])).Message,
            StringComparison.Ordinal);
    }

    private FaceDetector Open(string contract)
    {
        File.WriteAllBytes(folder["d.onnx"], Network());
        File.WriteAllText(folder["d.contract.json"], contract);
        return FaceDetector.Open(folder["d.onnx"]);
    }

    // Constants plus zero times the input's sum of squares.
    private static byte[] Network()
    {
        float[] boxes = [2, 4, 6, 10, 3, 4, 6, 10, 20, 0, 30, 10], scores = [0.9f, 0.8f, 0.4f];
        float[] points =
            [.. Enumerable.Range(0, 30).Select(index => index % 10 == 0 ? 3f : index % 10 == 1 ? 5f : index)];
        OnnxNode[] nodes =
        [
            new(
                "ReduceSumSquare",
                ["x"],
                ["sum"],
                [OnnxAttribute.Of("axes", [0L, 1L, 2L, 3L]), OnnxAttribute.Of("keepdims", 0L)]),
            new("Mul", ["sum", "zero"], ["nothing"], []),
            new("Add", ["boxes", "nothing"], ["b"], []),
            new("Add", ["points", "nothing"], ["p"], []),
            new("Add", ["scores", "nothing"], ["s"], []),
        ];
        return OnnxWriter.Write(new OnnxModel(
            "toy",
            [new OnnxValue("x", ["1", "3", "16", "32"])],
            [new OnnxValue("b", ["1", "3", "4"]), new OnnxValue("p", ["1", "3", "10"]), new OnnxValue("s", ["3"])],
            nodes,
            [
                Tensor("zero", [0]),
                Tensor("boxes", boxes, 1, 3, 4),
                Tensor("points", points, 1, 3, 10),
                Tensor("scores", scores, 3),
            ],
            new Dictionary<string, string>()));
    }

    private static StoredTensor Tensor(string name, float[] numbers, params long[] shape) =>
        new(name, StoredType.F32, shape, MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());
}
