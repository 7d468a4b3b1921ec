using System.Globalization;
using System.Text.Json.Nodes;
using NormFace.Conditions;
using NormFace.Storage;

namespace NormFace.Cli.Faces;

/// <summary>Conditions of faces as a table that <c>evaluate --conditions</c> reads.</summary>
internal static class ConditionRows
{
    private static readonly (string Name, string Format, Func<FaceConditions, double?> Value)[] Columns =
    [
        ("faces", "0", face => face.Faces),
        ("score", "0.####", face => face.Score),
        ("face_size", "0.##", face => face.FaceSize),
        ("eye_distance", "0.##", face => face.EyeDistance),
        ("yaw", "0.##", face => face.Pose?.Yaw),
        ("pitch", "0.##", face => face.Pose?.Pitch),
        ("roll", "0.##", face => face.Pose?.Roll),
        ("sharpness", "0.######", face => face.Sharpness),
        ("brightness", "0.##", face => face.Brightness),
        ("contrast", "0.##", face => face.Contrast),
    ];

    /// <summary>The columns of which anything is known, in order.</summary>
    public static IReadOnlyList<string> Known(IReadOnlyCollection<FaceConditions> faces) =>
        [.. Columns.Where(column => faces.Any(face => column.Value(face) is not null)).Select(column => column.Name)];

    /// <summary>The known values of a column, rising.</summary>
    public static double[] Values(string name, IEnumerable<FaceConditions> faces) =>
        [.. faces.Select(Find(name).Value).OfType<double>().Order()];

    /// <summary>A value as it is written.</summary>
    public static string Text(string name, double value) =>
        value.ToString(Find(name).Format, CultureInfo.InvariantCulture);

    /// <summary>The lines of the table, header first; a field is empty where nothing is known.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<(string Name, FaceConditions Face)> pictures)
    {
        var known = Known([.. pictures.Select(picture => picture.Face)]);
        return pictures.Select(picture => string.Join(
            ',',
            [
                TextTable.Quoted(picture.Name),
                .. known.Select(name => Find(name).Value(picture.Face) is { } value ? Text(name, value) : ""),
            ])).Prepend(string.Join(',', ["name", .. known]));
    }

    /// <summary>The same as JSON.</summary>
    public static JsonObject Json(IEnumerable<(string Name, FaceConditions Face)> pictures) => new()
    {
        ["pictures"] = new JsonArray([.. pictures.Select(picture =>
        {
            var json = new JsonObject { ["name"] = picture.Name };
            foreach (var (name, _, of) in Columns)
            {
                json[name] = of(picture.Face) is { } value ? Math.Round(value, 6) : null;
            }

            return json;
        })]),
    };

    private static (string Name, string Format, Func<FaceConditions, double?> Value) Find(string name) =>
        Columns.First(column => column.Name == name);
}
