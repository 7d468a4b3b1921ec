using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NormFace.Logs;

namespace NormFace.Cropping;

/// <summary>What a run has done so far: its settings, then a line a picture. A killed run goes on behind it.</summary>
internal sealed class CropJournal
{
    /// <summary>Name of the file in the run's folder.</summary>
    public const string FileName = "align.jsonl";

    private readonly Lock gate = new();
    private readonly JsonLines lines;

    private CropJournal(JsonLines lines, IReadOnlyList<CropRow> done) => (this.lines, Done) = (lines, done);

    /// <summary>Pictures that an earlier run dealt with.</summary>
    public IReadOnlyList<CropRow> Done { get; }

    /// <summary>Opens the journal of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="template">Name of the template.</param>
    /// <param name="settings">Description of the other settings that must be the same for a run to be resumed.</param>
    /// <exception cref="InvalidDataException">The folder is of another run, or holds other files.</exception>
    public static CropJournal Open(string folder, string template, string settings)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path) && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InvalidDataException(
                $"{folder} must be a new or empty folder, or one of an earlier run, but holds other files. Choose "
                + "another folder.");
        }

        Directory.CreateDirectory(folder);
        var lines = new JsonLines(path, CropJson.Default);
        var entries = lines.Read<CropEntry>();
        if (entries is [var begun, ..] && (begun.Template, begun.Settings) != (template, settings))
        {
            throw new InvalidDataException(
                $"{folder} was started with other settings and cannot be resumed. Then: {begun.Template ?? "unknown"}, "
                + $"{begun.Settings ?? "unknown"}. Now: {template}, {settings}. Choose another folder, or the same "
                + "settings.");
        }

        if (entries.Count == 0)
        {
            lines.Append(new CropEntry(template, settings, null));
        }

        return new CropJournal(lines, [.. entries.Select(entry => entry.Row).OfType<CropRow>()]);
    }

    /// <summary>Name of the template to which the pictures of a folder were aligned; null if no run wrote
    /// it.</summary>
    public static string? TemplateOf(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var first = File.Exists(path) ? File.ReadLines(path).FirstOrDefault() : null;
            return first is null ? null : JsonNode.Parse(first)?["template"]?.GetValue<string>();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null; // no journal of ours
        }
    }

    /// <summary>Adds a picture.</summary>
    public void Add(CropRow row)
    {
        lock (gate)
        {
            lines.Append(new CropEntry(null, null, row));
        }
    }
}

/// <summary>A line of the journal: the settings, or a picture.</summary>
internal sealed record CropEntry(string? Template, string? Settings, CropRow? Row);

/// <summary>How lines of the journal become JSON, known when the library is compiled.</summary>
[JsonSerializable(typeof(CropEntry))]
internal sealed partial class CropJson : JsonSerializerContext;
