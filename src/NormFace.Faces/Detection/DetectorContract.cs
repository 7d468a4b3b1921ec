using NormFace.Models;
using NormFace.Pictures;

namespace NormFace.Detection;

/// <summary>What an ONNX detector leaves unsaid: a JSON file beside it, <c>detector.contract.json</c> for <c>detector.onnx</c>.</summary>
/// <remarks>
/// The picture is made to fit the input with its sides in proportion, in the upper left corner, black beside it. The detector must
/// give boxes <c>[K, 4]</c>, points <c>[K, 10]</c> or <c>[K, 5, 2]</c> and scores <c>[K]</c> or <c>[K, C]</c>, with or without a leading 1; such as go
/// through anchors must be decoded in the graph.
/// </remarks>
public sealed record DetectorContract
{
    private static readonly string[] Fields =
        ["input", "width", "height", "channels", "mean", "factor", "boxes", "boxForm", "points", "pointOrder", "scores", "scoreColumn", "unit", "threshold", "overlap"];

    /// <summary>Name of the input; null where there is only one.</summary>
    public string? Input { get; init; }

    /// <summary>Columns of the input, in [1, 4096].</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the input, in [1, 4096].</summary>
    public required int Height { get; init; }

    /// <summary>Red, green, blue or the reverse.</summary>
    public ChannelOrder Channels { get; init; }

    /// <summary>Value subtracted from each byte.</summary>
    public double Mean { get; init; }

    /// <summary>What the difference is multiplied by.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Name of the output that holds boxes.</summary>
    public required string Boxes { get; init; }

    /// <summary><c>corners</c>: left, top, right, bottom; <c>corner-size</c>: left, top, width, height; <c>centre-size</c>: middle, width, height.</summary>
    public string BoxForm { get; init; } = "corners";

    /// <summary>Name of the output that holds points.</summary>
    public required string Points { get; init; }

    /// <summary><c>xy</c>: each point's two numbers together; <c>x-then-y</c>: five x, then five y. Left eye, right eye, nose, left and right corner of the mouth.</summary>
    public string PointOrder { get; init; } = "xy";

    /// <summary>Name of the output that holds scores.</summary>
    public required string Scores { get; init; }

    /// <summary>Column of the face's score where scores have several; the last if null.</summary>
    public int? ScoreColumn { get; init; }

    /// <summary><c>pixels</c> of the input, or <c>shares</c> of its sides.</summary>
    public string Unit { get; init; } = "pixels";

    /// <summary>Least score of a face.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Boxes that share more than this with a better one go, in [0, 1].</summary>
    public double Overlap { get; init; } = 0.4;

    /// <summary>Reads a contract file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The contract.</returns>
    /// <exception cref="InvalidDataException">A field is missing, unknown or out of range; it is named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DetectorContract Read(string path)
    {
        var fields = HeaderFields.Parse(File.ReadAllText(path), path);
        if (fields.Except(Fields).Select(field => field.Key).FirstOrDefault() is { } unknown)
        {
            throw fields.Wrong(unknown, $"one of {string.Join(", ", Fields)}", "a field that means nothing here");
        }

        return new DetectorContract
        {
            Input = fields.TextOrNull("input"),
            Width = fields.Integer("width", 1, 4096),
            Height = fields.Integer("height", 1, 4096),
            Channels = Choice(fields, "channels", "rgb", "bgr") == "bgr" ? ChannelOrder.Bgr : ChannelOrder.Rgb,
            Mean = NumberOr(fields, "mean", 0),
            Factor = NumberOr(fields, "factor", 1),
            Boxes = fields.Text("boxes"),
            BoxForm = Choice(fields, "boxForm", "corners", "corner-size", "centre-size"),
            Points = fields.Text("points"),
            PointOrder = Choice(fields, "pointOrder", "xy", "x-then-y"),
            Scores = fields.Text("scores"),
            ScoreColumn = fields.Has("scoreColumn") ? fields.Integer("scoreColumn", 0, 4096) : null,
            Unit = Choice(fields, "unit", "pixels", "shares"),
            Threshold = NumberOr(fields, "threshold", 0.5),
            Overlap = NumberOr(fields, "overlap", 0.4),
        };
    }

    private static double NumberOr(HeaderFields fields, string name, double otherwise) => fields.Has(name) ? fields.Number(name) : otherwise;

    // The first choice holds where nothing is said.
    private static string Choice(HeaderFields fields, string name, params string[] choices)
    {
        var text = fields.TextOrNull(name) ?? choices[0];
        return choices.Contains(text) ? text : throw fields.Wrong(name, $"one of {string.Join(", ", choices)}", $"'{text}'");
    }
}
