using System.Runtime.InteropServices;
using System.Text;
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

    [Fact]
    public void A_network_that_takes_a_sequence_is_refused()
    {
        byte[] Tensor(int type) => Field(1, [0x08, (byte)type]);
        byte[] Value(string name, byte[] type) => [.. Field(1, Encoding.UTF8.GetBytes(name)), .. Field(2, type)];
        byte[] node =
        [
            .. Field(1, "x"u8), .. Field(2, "b"u8), .. Field(4, "ConcatFromSequence"u8),
            .. Field(5, [.. Field(1, "axis"u8), 0x18, 0, 0xa0, 1, 2]),
        ];
        byte[] graph =
        [
            .. Field(1, node), .. Field(2, "g"u8),
            .. Field(11, Value("x", Field(4, Field(1, Tensor(1))))), .. Field(12, Value("b", Tensor(1))),
        ];
        File.WriteAllBytes(folder["d.onnx"], [0x08, 8, .. Field(7, graph), .. Field(8, [0x10, 17])]);
        File.WriteAllText(
            folder["d.contract.json"],
            """{ "width": 32, "height": 16, "boxes": "b", "points": "b", "scores": "b" }""");

        Assert.Contains(
            "the input 'x' to be a tensor of float32",
            Assert.Throws<InvalidDataException>(() => FaceDetector.Open(folder["d.onnx"])).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Loop", true), InlineData("Scan", true), InlineData("Loops", false)]
    public void A_network_with_a_loop_is_refused_however_deep_that_lies(string name, bool isRefused)
    {
        byte[] graph = Field(1, Field(4, Encoding.ASCII.GetBytes(name)));
        byte[] inFunction = Field(25, Field(7, Field(4, Encoding.ASCII.GetBytes(name))));
        for (var depth = 0; depth < 5; depth++)
        {
            byte[] node = [.. Field(4, "If"u8), .. Field(5, [.. Field(1, "then_branch"u8), .. Field(6, graph)])];
            graph = [.. Field(1, Field(4, "Relu"u8)), .. Field(1, node)];
        }

        foreach (var model in new[] { Field(7, graph), inFunction })
        {
            Assert.Equal(isRefused ? name : null, Running.OnnxLoops.Find([0x08, 8, .. model]));
        }

        File.WriteAllBytes(folder["d.onnx"], [0x08, 8, .. Field(7, graph)]);
        File.WriteAllText(folder["d.contract.json"], "{" + Usual + "}");
        var error = Assert.Throws<InvalidDataException>(() => FaceDetector.Open(folder["d.onnx"]));
        Assert.Equal(isRefused, error.Message.Contains("which may never end", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_of_other_networks_is_refused_by_the_shape_that_is_wrong()
    {
        foreach (var name in new[] { "pnet", "rnet", "onet" })
        {
            OnnxNode[] nodes =
            [
                new("Relu", ["pictures"], ["scores"], []), new("Relu", ["pictures"], ["moves"], []),
                new("Relu", ["pictures"], ["points"], []),
            ];
            string[] shape = ["N", "3", "H", "W"];
            File.WriteAllBytes(folder[$"{name}.onnx"], OnnxWriter.Write(new OnnxModel(
                "toy",
                [new OnnxValue("pictures", shape)],
                [new OnnxValue("scores", shape), new OnnxValue("moves", shape), new OnnxValue("points", shape)],
                nodes,
                [],
                new Dictionary<string, string>())));
        }

        using var detector = FaceDetector.Open(folder.Path);

        Assert.Contains(
            "pnet.onnx: expected an output of shape [1, 2, any, any], found [1, 3",
            Assert.Throws<InvalidDataException>(() => detector.Detect(Noise.Picture(64, 64, 1))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_in_place_of_a_network_is_refused_and_not_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes have names on Unix.");
        using (var made = System.Diagnostics.Process.Start("mkfifo", folder["d.onnx"]))
        {
            made.WaitForExit();
        }

        File.WriteAllText(folder["d.contract.json"], "{" + Usual + "}");

        Assert.Contains(
            "a pipe",
            Assert.Throws<InvalidDataException>(() => FaceDetector.Open(folder["d.onnx"])).Message,
            StringComparison.Ordinal);
    }

    // A field of a protocol buffer that holds bytes.
    private static byte[] Field(int number, ReadOnlySpan<byte> content)
    {
        var bytes = new List<byte>();
        foreach (var value in new[] { (number << 3) | 2, content.Length })
        {
            for (var left = value; ; left >>= 7)
            {
                bytes.Add((byte)(left < 0x80 ? left : 0x80 | (left & 0x7f)));
                if (left < 0x80)
                {
                    break;
                }
            }
        }

        return [.. bytes, .. content];
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
