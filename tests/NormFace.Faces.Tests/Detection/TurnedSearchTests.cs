using NormFace.Alignment;
using NormFace.Decoding;
using Xunit;

namespace NormFace.Detection;

/// <summary>A face is five pixels in a row, each brighter than the one before; it is found only where the row runs to
/// the right.</summary>
public class TurnedSearchTests
{
    private const int Width = 40, Height = 30;

    [Theory]
    [InlineData(1, 0, 0), InlineData(0, -1, 90), InlineData(-1, 0, 180), InlineData(0, 1, 270)]
    public void A_face_is_found_in_the_turn_in_which_it_is_upright_and_its_points_lie_in_the_picture_as_given(
        int right, int down, int turn)
    {
        PixelPoint[] points =
            [.. Enumerable.Range(0, 5).Select(step => new PixelPoint(17 + (step * right), 13 + (step * down)))];
        using var detector = new RowDetector(FaceTurns.IfNothingIsFound);

        var face = Assert.Single(detector.Detect(With(points)));

        Assert.Equal(turn, face.Turn);
        Assert.Equal(points, face.Landmarks.ToArray());
        Assert.Equal(
            new FaceBox(
                points.Min(point => point.X),
                points.Min(point => point.Y),
                points.Max(point => point.X) - points.Min(point => point.X) + 1,
                points.Max(point => point.Y) - points.Min(point => point.Y) + 1),
            face.Box);
    }

    [Fact]
    public void A_picture_with_an_upright_face_is_turned_only_if_all_turns_are_asked_for()
    {
        var picture = With(
        [
            .. Enumerable.Range(0, 5).Select(step => new PixelPoint(3 + step, 4)),
            .. Enumerable.Range(0, 5).Select(step => new PixelPoint(30, 20 - step)),
        ]);
        int[] Found(FaceTurns turns)
        {
            using var detector = new RowDetector(turns);
            return [.. detector.Detect(picture).Select(face => face.Turn).Order()];
        }

        Assert.Equal([0], Found(FaceTurns.None));
        Assert.Equal([0], Found(FaceTurns.IfNothingIsFound));
        Assert.Equal([0, 90], Found(FaceTurns.All));
    }

    [Fact]
    public void Pictures_together_give_what_each_gives_alone()
    {
        Picture[] pictures = [With([.. Enumerable.Range(0, 5).Select(step => new PixelPoint(9, 8 + step))]), With([])];
        using var detector = new RowDetector(FaceTurns.IfNothingIsFound);

        Assert.Equal(pictures.Select(detector.Detect), detector.Detect(pictures));
    }

    private static Picture With(PixelPoint[] points)
    {
        var rgb = new byte[3 * Width * Height];
        foreach (var (index, point) in points.Index())
        {
            rgb[3 * (((int)point.Y * Width) + (int)point.X)] = (byte)(40 * ((index % 5) + 1));
        }

        return new Picture(Width, Height, rgb);
    }

    private sealed class RowDetector(FaceTurns turns) : FaceDetector("a row", turns, minTurnedScore: 0.5)
    {
        protected override IReadOnlyList<DetectedFace> Find(Picture picture)
        {
            var faces = new List<DetectedFace>();
            for (var y = 0; y < picture.Height; y++)
            {
                for (var x = 0; x + 5 <= picture.Width; x++)
                {
                    if (Enumerable.Range(0, 5).All(step =>
                        picture.Rgb[3 * ((y * picture.Width) + x + step)] == 40 * (step + 1)))
                    {
                        faces.Add(new DetectedFace(
                            new FaceBox(x, y, 5, 1),
                            Landmarks.From([.. Enumerable.Range(0, 5).Select(step => new PixelPoint(x + step, y))]),
                            0.9));
                    }
                }
            }

            return faces;
        }
    }
}
