using System.Globalization;
using NormFace.Alignment;
using NormFace.Detection;

namespace NormFace.DetectorTraining;

/// <summary>Faces that another program found, from a CSV file: a line a picture, its largest face.</summary>
internal static class ReferenceFaces
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, with columns <c>file</c>, <c>score</c>, <c>x1</c> to <c>y2</c> and five
    /// points.</param>
    /// <returns>The faces by picture.</returns>
    public static IReadOnlyDictionary<string, DetectedFace> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = lines[0].Split(',');
        return lines.Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells =>
        {
            double At(string name) =>
                double.Parse(cells[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
            PixelPoint Point(string x, string y) => new(At(x), At(y));
            return new DetectedFace(
                new FaceBox(At("x1"), At("y1"), At("x2") - At("x1"), At("y2") - At("y1")),
                new Landmarks(
                    Point("lex", "ley"),
                    Point("rex", "rey"),
                    Point("nx", "ny"),
                    Point("lmx", "lmy"),
                    Point("rmx", "rmy")),
                At("score"));
        });
    }
}
