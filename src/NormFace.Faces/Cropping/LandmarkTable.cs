using System.Globalization;
using NormFace.Alignment;
using NormFace.Storage;

namespace NormFace.Cropping;

/// <summary>Tables of five points for each picture, as CSV: what an aligning run writes, and what it reads in place of a detector.</summary>
/// <remarks>
/// Columns <c>file</c>, <c>lex</c>, <c>ley</c>, <c>rex</c>, <c>rey</c>, <c>nx</c>, <c>ny</c>, <c>lmx</c>, <c>lmy</c>, <c>rmx</c>, <c>rmy</c>: left and right eye, nose, left and right corner of the
/// mouth, in pixels of the upright picture, the middle of the upper left pixel being (0, 0). Further columns are passed over.
/// </remarks>
public static class LandmarkTable
{
    private static readonly string[] Coordinates = ["lex", "ley", "rex", "rey", "nx", "ny", "lmx", "lmy", "rmx", "rmy"];

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The points of each picture by its path. Rows whose coordinates are empty are left out.</returns>
    /// <exception cref="InvalidDataException">A column is missing, a number is none, or a picture comes twice; file and line are named.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
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

            double[] numbers = [.. places.Select(place => double.TryParse(fields[place], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number
                : throw table.Wrong(line, "a coordinate in pixels", fields[place]))];
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
    internal static string Write(IEnumerable<CropRow> rows) => string.Concat(
        ((string[])[$"file,status,output,faces_found,score,x1,y1,x2,y2,{string.Join(',', Coordinates)},doubts"])
            .Concat(rows.Select(Line))
            .Select(line => line + "\n"));

    private static string Line(CropRow row)
    {
        string[] box = row.Box is { } face ? [Text(face.Left), Text(face.Top), Text(face.Left + face.Width), Text(face.Top + face.Height)] : ["", "", "", ""];
        var points = row.Landmarks is { } five ? five.ToArray().SelectMany(point => new[] { Text(point.X), Text(point.Y) }) : Coordinates.Select(_ => "");
        return string.Join(',', (string[])
        [
            TextTable.Quoted(row.File), row.Status.ToString(), TextTable.Quoted(row.Output ?? ""), row.FacesFound?.ToString(CultureInfo.InvariantCulture) ?? "",
            row.Score?.ToString("0.####", CultureInfo.InvariantCulture) ?? "", .. box, .. points, TextTable.Quoted(string.Join("; ", row.Doubts)),
        ]);
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
