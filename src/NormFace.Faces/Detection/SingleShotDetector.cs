using NormFace.Decoding;
using NormFace.Detection.Grids;
using NormFace.Networks;

namespace NormFace.Detection;

/// <summary>The detector that ships.</summary>
/// <remarks>
/// The picture is looked at so large that its smallest face has <see cref="SmallestSide"/> pixels, and again at a
/// quarter of that for faces beyond the reach of the coarsest grid, until the whole is small.
/// </remarks>
internal sealed class SingleShotDetector : FaceDetector
{
    private const double Threshold = 0.62, TurnedThreshold = 0.7, Overlap = 0.35, SmallestSide = 16,
        SmallestShare = 1.0 / 50, Coarser = 0.25, FirstThreshold = 0.3, FaceSide = 48;

    private const int MostFaces = 1000;

    private const int SmallestInput = 160; // longer side; a face may fill it

    private readonly SingleShotNetwork network;
    private readonly SecondLook secondLook;
    private readonly DetectorOptions options;

    private SingleShotDetector(SingleShotNetwork network, DetectorOptions options)
        : base(
            IdentityOf([network.Graph], $"{options.MinFaceSize} {options.FaceThreshold}"),
            options.Turns,
            TurnedThreshold) =>
        (this.network, secondLook, this.options) = (network, new SecondLook(network), options);

    /// <inheritdoc/>
    public override double SureScore => 0.75;

    /// <summary>Reads weights.</summary>
    public static SingleShotDetector Read(string path, DetectorOptions options) =>
        new(SingleShotNetwork.Read(path, options.Threads ?? Environment.ProcessorCount), options);

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            network.Dispose();
        }

        base.Dispose(isDisposing);
    }

    protected override IReadOnlyList<DetectedFace> Find(Picture picture)
    {
        var smallest = options.MinFaceSize
            ?? Math.Max(SmallestSide, SmallestShare * Math.Min(picture.Width, picture.Height));
        var scale = Math.Min(1, SmallestSide / smallest);
        var longer = Math.Max(picture.Width, picture.Height);
        var faces = At(picture, scale).ToList();
        while (longer * scale > 2 * SmallestInput)
        {
            scale = Math.Max(scale * Coarser, (double)SmallestInput / longer);
            faces.AddRange(At(picture, scale));
        }

        DetectedFace[] kept = [.. BoxSuppression.Keep(faces, Overlap).Take(MostFaces)];
        var again = secondLook.At(picture, [.. kept.Where(IsLookedAtAgain)]);
        return
        [
            .. BoxSuppression.Keep([.. kept.Where(face => !IsLookedAtAgain(face)), .. again], Overlap)
                .Where(face => face.Score >= Least),
        ];
    }

    private double Least => options.FaceThreshold ?? Threshold;

    private static bool IsLookedAtAgain(DetectedFace face) => Math.Sqrt(face.Box.Area) >= FaceSide;

    private IEnumerable<DetectedFace> At(Picture picture, double scale)
    {
        var contract = DetectionNetwork.Contract(DetectionNetwork.Strides[^1]);
        using var input = GridInput.AtScale(picture, scale, contract.Width, contract.Mean, contract.Factor);
        return network.Cells(input.Planes, 1, input.Width, input.Height, Math.Min(FirstThreshold, Least))[0]
            .Select(input.InPicture);
    }
}
