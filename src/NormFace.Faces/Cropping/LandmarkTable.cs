using System.Globalization;
using NormFace.Alignment;
using NormFace.Storage;

namespace NormFace.Cropping;

/// <summary>Tables of landmarks as CSV: what an aligning run writes, and what it reads in place of a
/// detector.</summary>
internal static class LandmarkTable
{
    private static readonly string[] Coordinates = ["lex", "ley", "rex", "rey", "nx", "ny", "lmx", "lmy", "rmx", "rmy"];

    /// <summary>Reads a table; see <see cref="CropRun.ReadLandmarks"/>.</summary>
    public static IReadOnlyDictionary<string, Landmarks> Read(string path)
    {
        var table = TextTable.Read(path);
        var file = table.Column(true, "file", "path", "name");
        int[] places = [.. Coordinates.Select(name => table.Column(true, name))];
        var points = new Dictionary<string, Landmarks>(StringComparer.Ordinal);
        foreach (var (line, fields) in table.Rows)
        {
            if (Array.TrueForAll(places, place => fields[place].Length == 0))
            {
                continue;
            }

            double[] numbers = [.. places.Select(place => Number(fields[place])
                ?? throw table.Wrong(line, "a coordinate in pixels", fields[place]))];
            var face = new Landmarks(At(0), At(1), At(2), At(3), At(4));
            if (!points.TryAdd(fields[file], face))
            {
                throw table.Wrong(line, "every picture once", fields[file]);
            }

            PixelPoint At(int index) => new(numbers[2 * index], numbers[(2 * index) + 1]);
        }

        return points;
    }

    /// <summary>A table of the rows of a run, in the order given.</summary>
    public static string Write(IEnumerable<CropRow> rows) => string.Concat(
        ((string[])[$"file,status,output,faces_found,score,x1,y1,x2,y2,{string.Join(',', Coordinates)},doubts"])
            .Concat(rows.Select(Line))
            .Select(line => line + "\n"));

    private static string Line(CropRow row)
    {
        string[] box = row.Box is { } face
            ? [Text(face.Left), Text(face.Top), Text(face.Left + face.Width), Text(face.Top + face.Height)]
            : ["", "", "", ""];
        var points = row.Landmarks is { } five
            ? five.ToArray().SelectMany(point => new[] { Text(point.X), Text(point.Y) })
            : Coordinates.Select(_ => "");
        return string.Join(',', (string[])
        [
            TextTable.Quoted(row.File),
            row.Status.ToString(),
            TextTable.Quoted(row.Output ?? ""),
            row.FacesFound?.ToString(CultureInfo.InvariantCulture)
                ?? "",
            row.Score?.ToString("0.####", CultureInfo.InvariantCulture)
                ?? "", .. box, .. points, TextTable.Quoted(string.Join("; ", row.Doubts)),
        ]);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
