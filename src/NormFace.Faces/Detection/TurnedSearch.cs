using NormFace.Alignment;
using NormFace.Decoding;

namespace NormFace.Detection;

/// <summary>Looks for faces in a picture turned by 90, 180 and 270 degrees.</summary>
internal static class TurnedSearch
{
    private const double Overlap = 0.4;

    /// <summary>What is found in the upright picture and, as far as wanted, in turned ones.</summary>
    /// <param name="picture">The upright picture.</param>
    /// <param name="upright">What was found in it.</param>
    /// <param name="turns">Whether to turn it.</param>
    /// <param name="sureScore">An upright face of this score leaves nothing to look for, unless all turns are
    /// wanted.</param>
    /// <param name="minScore">Least score of a face in a turned picture.</param>
    /// <param name="find">Finds faces in a picture.</param>
    public static IReadOnlyList<DetectedFace> Of(
        Picture picture,
        IReadOnlyList<DetectedFace> upright,
        FaceTurns turns,
        double sureScore,
        double minScore,
        Func<Picture, IReadOnlyList<DetectedFace>> find)
    {
        if (turns == FaceTurns.None
            || (turns == FaceTurns.IfNothingIsFound && upright.Any(face => face.Score >= sureScore)))
        {
            return upright;
        }

        IReadOnlyList<DetectedFace>[] turned =
        [
            .. Enumerable.Range(1, 3).Select(quarters => find(picture.Turned(quarters))
                .Where(face => face.Score >= minScore)
                .Select(face => Back(face, quarters, picture.Width, picture.Height)).ToArray()),
        ];
        return turns == FaceTurns.All
            ? [.. BoxSuppression.Keep([.. upright, .. turned.SelectMany(faces => faces)], Overlap)]
            : turned.Prepend(upright).MaxBy(faces => faces.Count == 0 ? 0 : faces.Max(face => face.Score))!;
    }

    // A face of a picture that was turned clockwise, in pixels of the upright one.
    private static DetectedFace Back(DetectedFace face, int quarters, int width, int height)
    {
        PixelPoint Point(PixelPoint point) => quarters switch
        {
            1 => new PixelPoint(point.Y, height - 1 - point.X),
            2 => new PixelPoint(width - 1 - point.X, height - 1 - point.Y),
            _ => new PixelPoint(width - 1 - point.Y, point.X),
        };
        var box = face.Box;
        var (right, bottom) = (box.Left + box.Width, box.Top + box.Height);
        return face with
        {
            Box = quarters switch
            {
                1 => new FaceBox(box.Top, height - right, box.Height, box.Width),
                2 => new FaceBox(width - right, height - bottom, box.Width, box.Height),
                _ => new FaceBox(width - bottom, box.Left, box.Height, box.Width),
            },
            Landmarks = Landmarks.From([.. face.Landmarks.ToArray().Select(Point)]),
            Turn = 90 * quarters,
        };
    }
}
