using System.Text.Json.Nodes;
using NormFace.Alignment;
using NormFace.Detection;

namespace NormFace.Cli.Faces;

/// <summary>Faces as JSON, the same in every command: pixels of the upright picture, to a hundredth.</summary>
internal static class FaceJson
{
    /// <summary>The faces of pictures.</summary>
    public static JsonObject Of(IEnumerable<FoundFaces> pictures) => new()
    {
        ["pictures"] = new JsonArray([.. pictures.Select(picture =>
        {
            var json = new JsonObject { ["name"] = picture.Name };
            if (picture.Problem is { } problem)
            {
                json["problem"] = problem;
            }

            json["width"] = picture.Width;
            json["height"] = picture.Height;
            json["faces"] = new JsonArray([.. picture.Faces.Select(Of)]);
            return (JsonNode)json;
        })]),
    };

    /// <summary>A face.</summary>
    public static JsonObject Of(DetectedFace face) => new()
    {
        ["box"] = Of(face.Box),
        ["score"] = Math.Round(face.Score, 4),
        ["landmarks"] = Of(face.Landmarks),
        ["turn"] = face.Turn,
    };

    /// <summary>A box as <c>[x, y, width, height]</c>.</summary>
    public static JsonArray Of(FaceBox box) =>
        [Pixels(box.Left), Pixels(box.Top), Pixels(box.Width), Pixels(box.Height)];

    /// <summary>Five points <c>[x, y]</c>: left and right eye, nose, left and right corner of the mouth.</summary>
    public static JsonArray Of(Landmarks landmarks) =>
        [.. landmarks.ToArray().Select(point => (JsonNode)new JsonArray(Pixels(point.X), Pixels(point.Y)))];

    private static double Pixels(double value) => Math.Round(value, 2);
}
