using NormFace.Decoding;
using NormFace.Detection.Grids;
using NormFace.Running;

namespace NormFace.Detection;

/// <summary>YuNet as its authors export it: known by the names of its outputs, so it needs no contract.</summary>
/// <remarks>
/// It takes bytes, blue first. Its score is <c>√(class · objectness)</c>; thresholds are its authors'. Source: Wu et
/// al., "YuNet: A Tiny Millisecond-level Face Detector", 2023, and its release.
/// </remarks>
internal sealed class YuNetDetector : FaceDetector
{
    private const double Threshold = 0.6, TurnedThreshold = 0.8, Overlap = 0.3;

    private static readonly int[] Strides = [8, 16, 32];

    private static readonly string[] Names =
    [
        .. new[] { "cls", "obj", "bbox", "kps" }.SelectMany(kind => Strides.Select(stride => $"{kind}_{stride}")),
    ];

    private readonly OnnxSession session;
    private readonly string input;
    private readonly int? width;
    private readonly int? height;
    private readonly DetectorOptions options;

    private YuNetDetector(OnnxSession session, byte[] network, DetectorOptions options)
        : base(IdentityOf([network], $"yunet {options.FaceThreshold}"), options.Turns, TurnedThreshold)
    {
        (this.session, this.options, input) = (session, options, session.Input(null));
        int? Side(int axis) => session.Inputs[input].Dimensions is { Length: 4 } sides && sides[axis] > 0
            ? sides[axis]
            : null;
        (height, width) = (Side(2), Side(3));
    }

    /// <summary>Whether a graph is YuNet.</summary>
    public static bool Is(OnnxSession session) => Names.All(session.Outputs.Contains);

    /// <summary>Takes a session over.</summary>
    public static YuNetDetector Of(OnnxSession session, byte[] network, DetectorOptions options) =>
        new(session, network, options);

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            session.Dispose();
        }

        base.Dispose(isDisposing);
    }

    protected override IReadOnlyList<DetectedFace> Find(Picture picture)
    {
        using var given = width is { } columns && height is { } rows
            ? GridInput.OfSize(picture, columns, rows, mean: 0, factor: 1)
            : GridInput.AtScale(picture, 1, Strides[^1], mean: 0, factor: 1);
        PlaneOrder.SwapEnds(given.Planes.Span);
        var results = session.Run(input, given.Planes, [1, 3, given.Height, given.Width], Names);
        GridOutput Output(int kind, int level, int perCell) =>
            new(results[(kind * Strides.Length) + level].Values, perCell, AreMaps: false);

        DetectedFace[] faces =
        [
            .. Strides.SelectMany((stride, level) => new GridLevel(
                stride,
                given.Width / stride,
                Offset: 0,
                PointShift: 0,
                Joined(Output(0, level, 1), Output(1, level, 1)),
                Output(2, level, 4),
                Output(3, level, 10)).Above(options.FaceThreshold ?? Threshold)),
        ];
        return [.. BoxSuppression.Keep(faces, Overlap).Select(given.InPicture)];
    }

    private static GridOutput Joined(GridOutput classes, GridOutput objects)
    {
        var scores = new float[classes.CellCount];
        for (var cell = 0; cell < scores.Length; cell++)
        {
            scores[cell] = MathF.Sqrt(Math.Clamp(classes[cell, 0], 0, 1) * Math.Clamp(objects[cell, 0], 0, 1));
        }

        return new GridOutput(scores, PerCell: 1, AreMaps: false);
    }
}
