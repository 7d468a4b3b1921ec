using System.Text.Json;

namespace NormFace.DetectorTraining;

/// <summary>Labels of a picture source: a line of JSON for each picture, in the order of the source.</summary>
internal static class LabelFile
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the whole lines of a file; none if there is no file.</summary>
    /// <exception cref="InvalidDataException">A line is broken; it is named.</exception>
    public static IReadOnlyList<TeacherLabels> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var text = File.ReadAllText(path);
        var lines = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select((line, index) => Parse(line, path, index + 1))];
    }

    /// <summary>A line of the file.</summary>
    public static string Line(TeacherLabels labels) => JsonSerializer.Serialize(labels, Form);

    private static TeacherLabels Parse(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<TeacherLabels>(line, Form)!;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}({number}): expected labels of a picture. {error.Message}", error);
        }
    }
}
