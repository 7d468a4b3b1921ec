using System.Text.Json.Nodes;
using NormFace.Alignment;

namespace NormFace.Cli.Faces;

/// <summary>A face's place in JSON, the same in every command: pixels of the upright picture.</summary>
internal static class FaceJson
{
    /// <summary>A box as <c>[x, y, width, height]</c>.</summary>
    public static JsonArray Of(FaceBox box) => [box.Left, box.Top, box.Width, box.Height];

    /// <summary>Five points <c>[x, y]</c>: left and right eye, nose, left and right corner of the mouth.</summary>
    public static JsonArray Of(Landmarks landmarks) =>
        [.. landmarks.ToArray().Select(point => (JsonNode)new JsonArray(point.X, point.Y))];
}
