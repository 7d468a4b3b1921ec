using System.ComponentModel.DataAnnotations;

namespace NormFace.Detection;

/// <summary>
/// Settings of MTCNN. Defaults are the paper's: thresholds 0.6, 0.7 and 0.7, factor 0.709. Of an ONNX detector only
/// <see cref="Threads"/> counts: the rest is in its contract file.
/// </summary>
public sealed record DetectorOptions
{
    /// <summary>
    /// Side of the smallest face that is looked for, in pixels. Null for the detector's own: MTCNN's is a twentieth of
    /// the picture's shorter side, at least 20; that of the detector that ships is a fiftieth, at least 16.
    /// </summary>
    [Range(MtcnnInput.CellSide, 65536)]
    public double? MinFaceSize { get; init; }

    /// <summary>Factor from one size of the picture to the next smaller one.</summary>
    [Range(0.1, 0.95)]
    public double ScaleFactor { get; init; } = 0.709;

    /// <summary>Least score of a candidate in the first stage of MTCNN.</summary>
    [Range(0.0, 1.0)]
    public double ProposalThreshold { get; init; } = 0.6;

    /// <summary>Least score in its second stage.</summary>
    [Range(0.0, 1.0)]
    public double RefinementThreshold { get; init; } = 0.7;

    /// <summary>Least score of a face; the detector's own threshold if null (MTCNN: 0.7; YuNet: 0.6).</summary>
    [Range(0.0, 1.0)]
    public double? FaceThreshold { get; init; }

    /// <summary>Whether pictures are also looked at lying on their sides and upside down; default: if no face is found
    /// otherwise.</summary>
    public FaceTurns Turns { get; init; } = FaceTurns.IfNothingIsFound;

    /// <summary>Threads of an operator; if null, the machine's processors, and 1 for the detector that
    /// ships.</summary>
    [Range(1, 1024)]
    public int? Threads { get; init; }

    /// <summary>Side of the smallest face that is looked for in a picture.</summary>
    internal double MinFaceSizeIn(int width, int height) => MinFaceSize ?? Math.Max(20, Math.Min(width, height) / 20.0);
}
