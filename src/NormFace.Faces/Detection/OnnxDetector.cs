using NormFace.Alignment;
using NormFace.Decoding;
using NormFace.Models;
using NormFace.Running;
using NormFace.Storage;

namespace NormFace.Detection;

/// <summary>A third-party ONNX detector that returns boxes, five landmarks and scores.</summary>
internal sealed class OnnxDetector : FaceDetector
{
    private readonly OnnxSession session;
    private readonly DetectorContract contract;
    private readonly string input;

    private OnnxDetector(OnnxSession session, byte[] network, DetectorContract contract, FaceTurns turns)
        : base(IdentityOf([network], contract.ToString()), turns, contract.Threshold)
    {
        (this.session, this.contract) = (session, contract);
        input = session.Input(contract.Input);
        foreach (var output in new[] { contract.Boxes, contract.Points, contract.Scores })
        {
            _ = session.Output(output);
        }
    }

    public static FaceDetector Read(string path, DetectorOptions options)
    {
        if (!Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException(
                $"{path}: expected an .onnx detector, or a folder with MTCNN's weights ({MtcnnFiles.Known}).");
        }

        var network = PlainFile.ReadAllBytes(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        var session = OnnxSession.Open(network, path, options.Threads ?? Environment.ProcessorCount, folder);
        try
        {
            var place = ForeignContract.PathFor(path);
            return File.Exists(place) ? new OnnxDetector(session, network, DetectorContract.Read(place), options.Turns)
                : YuNetDetector.Is(session) ? YuNetDetector.Of(session, network, options)
                : throw new FileNotFoundException(
                    $"{path}: an ONNX detector other than YuNet needs a contract of its inputs and outputs, but there "
                    + $"is none at {place}. Write one; docs/faces.md shows how.", place);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

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
        var planes = new float[3 * contract.Width * contract.Height];
        var pixelsOfOne = Math.Max((double)picture.Width / contract.Width, (double)picture.Height / contract.Height);
        var whole = new FaceBox(0, 0, pixelsOfOne * contract.Width, pixelsOfOne * contract.Height);
        RegionPlanes.Fill(picture, whole, contract.Width, contract.Height, contract.Mean, contract.Factor, planes);
        if (contract.Channels == DetectorChannels.Bgr)
        {
            PlaneOrder.SwapEnds(planes);
        }

        var results = session.Run(
            input, planes, [1, 3, contract.Height, contract.Width], contract.Boxes, contract.Points, contract.Scores);
        var count = results[0].Values.Length / 4;
        var columns = count == 0 ? 1 : results[2].Values.Length / count;
        if (results[0].Values.Length != 4 * count || results[1].Values.Length != 10 * count
            || results[2].Values.Length != columns * count || columns < 1 || contract.ScoreColumn >= columns)
        {
            throw new InvalidDataException(
                $"{session.File}: expected boxes [K, 4], points [K, 10] and scores [K, C], found "
                + $"{string.Join(", ", results.Select(result => $"[{string.Join(", ", result.Shape)}]"))}.");
        }

        var faces = new List<DetectedFace>();
        var (across, down) = contract.Unit == BoxUnit.Shares ? (whole.Width, whole.Height) : (pixelsOfOne, pixelsOfOne);
        for (var index = 0; index < count; index++)
        {
            var score = results[2].Values[(columns * index) + (contract.ScoreColumn ?? columns - 1)];
            if (score >= contract.Threshold)
            {
                faces.Add(new DetectedFace(
                    Box(results[0].Values.AsSpan(4 * index, 4), across, down),
                    Points(results[1].Values.AsSpan(10 * index, 10), across, down),
                    score));
            }
        }

        return [.. BoxSuppression.Keep(faces, contract.Overlap)];
    }

    private FaceBox Box(ReadOnlySpan<float> box, double across, double down)
    {
        var (first, second, third, fourth) = (box[0] * across, box[1] * down, box[2] * across, box[3] * down);
        return contract.BoxForm switch
        {
            BoxForm.CornerSize => new FaceBox(first, second, third, fourth),
            BoxForm.CentreSize => new FaceBox(first - (third / 2), second - (fourth / 2), third, fourth),
            _ => new FaceBox(first, second, third - first, fourth - second),
        };
    }

    private Landmarks Points(ReadOnlySpan<float> numbers, double across, double down)
    {
        var points = new PixelPoint[5];
        for (var index = 0; index < points.Length; index++)
        {
            var (x, y) = contract.PointOrder == PointOrder.Xy
                ? (numbers[2 * index], numbers[(2 * index) + 1])
                : (numbers[index], numbers[5 + index]);
            points[index] = new PixelPoint((x * across) - 0.5, (y * down) - 0.5);
        }

        return Landmarks.From(points);
    }
}
