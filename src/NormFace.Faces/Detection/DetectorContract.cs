using System.ComponentModel.DataAnnotations;
using NormFace.Settings;

namespace NormFace.Detection;

/// <summary>What an ONNX detector leaves unsaid: a JSON file beside it, <c>detector.contract.json</c> for
/// <c>detector.onnx</c>.</summary>
/// <remarks>
/// The picture is made to fit the input with its sides in proportion, in the upper left corner, black beside it. The
/// detector must give boxes <c>[K, 4]</c>, points <c>[K, 10]</c> or <c>[K, 5, 2]</c> and scores <c>[K]</c> or
/// <c>[K, C]</c>, with or without a leading 1; such as go through anchors must be decoded in the graph.
/// </remarks>
internal sealed record DetectorContract
{
    /// <summary>Name of the input; null if there is only one.</summary>
    public string? Input { get; init; }

    /// <summary>Columns of the input.</summary>
    [Range(1, 4096)]
    public required int Width { get; init; }

    /// <summary>Rows of the input.</summary>
    [Range(1, 4096)]
    public required int Height { get; init; }

    /// <summary>Red, green, blue or the reverse.</summary>
    public DetectorChannels Channels { get; init; }

    /// <summary>Value subtracted from each byte.</summary>
    public double Mean { get; init; }

    /// <summary>Factor on the difference.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Name of the output that holds boxes.</summary>
    public required string Boxes { get; init; }

    /// <summary>What the four numbers of a box are.</summary>
    public BoxForm BoxForm { get; init; }

    /// <summary>Name of the output that holds points.</summary>
    public required string Points { get; init; }

    /// <summary>Order of the ten numbers of five points: left eye, right eye, nose, left and right corner of the
    /// mouth.</summary>
    public PointOrder PointOrder { get; init; }

    /// <summary>Name of the output that holds scores.</summary>
    public required string Scores { get; init; }

    /// <summary>Column of the face's score where scores have several; the last if null.</summary>
    [Range(0, 4096)]
    public int? ScoreColumn { get; init; }

    /// <summary>In what boxes and points are measured.</summary>
    public BoxUnit Unit { get; init; }

    /// <summary>Least score of a face.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Boxes that share more than this with a better one go, in [0, 1].</summary>
    [Range(0.0, 1.0)]
    public double Overlap { get; init; } = 0.4;

    /// <summary>Reads a contract file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The contract.</returns>
    /// <exception cref="InvalidDataException">A field is missing, unknown or out of range; it is named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DetectorContract Read(string path)
    {
        try
        {
            return OptionsSection.Read<DetectorContract>(JsonText.ReadObject(path));
        }
        catch (SettingException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }
}

/// <summary>Channels of a detector's input.</summary>
internal enum DetectorChannels
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,
}

/// <summary>What the four numbers of a box are.</summary>
internal enum BoxForm
{
    /// <summary>Left, top, right, bottom.</summary>
    Corners,

    /// <summary>Left, top, width, height.</summary>
    CornerSize,

    /// <summary>Middle, width, height.</summary>
    CentreSize,
}

/// <summary>Order of the numbers of points.</summary>
internal enum PointOrder
{
    /// <summary>Each point's two numbers together.</summary>
    Xy,

    /// <summary>Every x, then every y.</summary>
    XThenY,
}

/// <summary>Units of boxes and points.</summary>
internal enum BoxUnit
{
    /// <summary>Pixels of the input.</summary>
    Pixels,

    /// <summary>Shares of its sides.</summary>
    Shares,
}
