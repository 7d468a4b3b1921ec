using System.Buffers;
using NormFace.Alignment;
using NormFace.Decoding;
using NormFace.Networks;

namespace NormFace.Detection;

/// <summary>Looks once more at faces that were found: upright, at one size, as they are and mirrored.</summary>
/// <remarks>
/// The network is exact to a share of a cell, so that a face's points are the more exact the larger it is seen, up to
/// about <see cref="FaceSide"/> pixels. Of each look, the cells that agree with the best one are averaged, weighted by
/// their scores; that and the mirrored look take off a tenth of the points' error. A quarter of the final score is the
/// first look's.
/// </remarks>
internal sealed class SecondLook(SingleShotNetwork network)
{
    private const int Side = 96, MostSamples = 6, MostTogether = 32; // a crowd must not take all memory
    private const double FaceSide = 64, LeastScore = 0.1, SameFace = 0.35, SameCell = 0.6, CellScore = 0.6,
        FirstShare = 0.25;

    /// <summary>Looks at faces of a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="faces">Its faces.</param>
    /// <returns>The same faces.</returns>
    public IEnumerable<DetectedFace> At(Picture picture, IReadOnlyList<DetectedFace> faces) =>
        faces.Chunk(MostTogether).SelectMany(some => Together(picture, some));

    private IEnumerable<DetectedFace> Together(Picture picture, DetectedFace[] faces)
    {
        var length = 3 * Side * Side;
        var rented = ArrayPool<float>.Shared.Rent(2 * faces.Length * length);
        var planes = rented.AsMemory(0, 2 * faces.Length * length);
        SimilarityTransform[] views = [.. faces.Select(Upon)];
        for (var index = 0; index < faces.Length; index++)
        {
            var plain = planes.Span.Slice(2 * index * length, length);
            Draw(picture, views[index], plain);
            Mirror(plain, planes.Span.Slice(((2 * index) + 1) * length, length));
        }

        var cells = network.Cells(planes, 2 * faces.Length, Side, Side, LeastScore);
        ArrayPool<float>.Shared.Return(rented);
        return faces.Select((face, index) => Joined(
            face,
            views[index],
            Best(cells[2 * index], face, views[index]),
            Best([.. cells[(2 * index) + 1].Select(Mirrored)], face, views[index])));
    }

    // The face comes to lie upright in the middle.
    private static SimilarityTransform Upon(DetectedFace face)
    {
        var points = face.Landmarks;
        var scale = FaceSide / Math.Sqrt(face.Box.Area);
        var (right, down) = (points.RightEye.X - points.LeftEye.X + points.RightMouth.X - points.LeftMouth.X,
            points.RightEye.Y - points.LeftEye.Y + points.RightMouth.Y - points.LeftMouth.Y);
        var length = double.Hypot(right, down);
        var (cosine, sine) = length > 0 ? (right / length, -down / length) : (1, 0);
        var turn = new SimilarityTransform(scale * cosine, scale * sine, 0, 0);
        var middle = turn.Map(face.Box.Middle);
        return turn with { Right = ((Side - 1) / 2.0) - middle.X, Down = ((Side - 1) / 2.0) - middle.Y };
    }

    private static void Draw(Picture picture, SimilarityTransform view, Span<float> planes)
    {
        var samples = Math.Min(MostSamples, PictureWarp.SamplesFor(view));
        var seen = PictureWarp.Apply(picture, view, Side, Side, samples);
        DetectionNetwork.Contract(Side).Convert(seen.Rgb, planes);
    }

    private static void Mirror(ReadOnlySpan<float> planes, Span<float> mirrored)
    {
        planes.CopyTo(mirrored);
        for (var row = 0; row < mirrored.Length; row += Side)
        {
            mirrored.Slice(row, Side).Reverse();
        }
    }

    private static DetectedFace Mirrored(DetectedFace face)
    {
        var (box, points) = (face.Box, face.Landmarks);
        PixelPoint Moved(PixelPoint point) => new(Side - 1 - point.X, point.Y);
        return face with
        {
            Box = box with { Left = Side - box.Left - box.Width },
            Landmarks = new Landmarks(
                Moved(points.RightEye), Moved(points.LeftEye), Moved(points.Nose), Moved(points.RightMouth),
                Moved(points.LeftMouth)),
        };
    }

    // The mean of the cells that agree, in pixels of the view; null if the face is not seen again.
    private static DetectedFace? Best(IReadOnlyList<DetectedFace> cells, DetectedFace face, SimilarityTransform view)
    {
        var expected = Turned(face.Box, view);
        var near = cells.Where(cell => BoxSuppression.Share(cell.Box, expected) >= SameFace).ToArray();
        if (near.MaxBy(cell => cell.Score) is not { } best)
        {
            return null;
        }

        DetectedFace[] agreeing =
        [
            .. near.Where(cell => cell.Score >= CellScore * best.Score
                && BoxSuppression.Share(cell.Box, best.Box) >= SameCell),
        ];
        return Mean(agreeing) with { Score = best.Score };
    }

    private static DetectedFace Joined(
        DetectedFace face, SimilarityTransform view, DetectedFace? plain, DetectedFace? mirrored)
    {
        var looks = new[] { plain, mirrored }.OfType<DetectedFace>().ToArray();
        if (looks.Length == 0)
        {
            return face with { Score = FirstShare * face.Score };
        }

        var (mean, back) = (Mean(looks), view.Inverse());
        return face with
        {
            Box = Turned(mean.Box, back),
            Landmarks = mean.Landmarks.Mapped(back),
            Score = (FirstShare * face.Score) + ((1 - FirstShare) * looks.Sum(look => look.Score) / 2),
        };
    }

    // Weighted by scores.
    private static DetectedFace Mean(DetectedFace[] faces)
    {
        var whole = faces.Sum(face => face.Score);
        double Of(Func<DetectedFace, double> part) => faces.Sum(face => part(face) * face.Score) / whole;
        PixelPoint Point(Func<Landmarks, PixelPoint> point) =>
            new(Of(face => point(face.Landmarks).X), Of(face => point(face.Landmarks).Y));
        return new DetectedFace(
            new FaceBox(
                Of(face => face.Box.Left), Of(face => face.Box.Top), Of(face => face.Box.Width),
                Of(face => face.Box.Height)),
            new Landmarks(
                Point(points => points.LeftEye), Point(points => points.RightEye), Point(points => points.Nose),
                Point(points => points.LeftMouth), Point(points => points.RightMouth)),
            whole / faces.Length);
    }

    // The box of the ellipse that a box holds, as training turns boxes too.
    private static FaceBox Turned(FaceBox box, SimilarityTransform transform)
    {
        var middle = transform.Map(box.Middle);
        var (width, height) = (
            double.Hypot(box.Width * transform.A, box.Height * transform.B),
            double.Hypot(box.Width * transform.B, box.Height * transform.A));
        return new FaceBox(middle.X + 0.5 - (width / 2), middle.Y + 0.5 - (height / 2), width, height);
    }
}
