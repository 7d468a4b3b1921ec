using System.Text.Json.Nodes;
using NormFace.Detection;

namespace NormFace.Cli.Faces;

/// <summary>Faces as JSON, in the same form in every command. Pixels are those of the upright picture.</summary>
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
        ["box"] = new JsonArray(
            Pixels(face.Box.Left), Pixels(face.Box.Top), Pixels(face.Box.Width), Pixels(face.Box.Height)),
        ["score"] = Math.Round(face.Score, 4),
        ["landmarks"] = new JsonArray(
            [.. face.Landmarks.ToArray().Select(point => (JsonNode)new JsonArray(Pixels(point.X), Pixels(point.Y)))]),
        ["turn"] = face.Turn,
    };

    private static double Pixels(double value) => Math.Round(value, 2);
}
