using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NormFace.Logs;
using NormFace.Storage;

namespace NormFace.Cropping;

/// <summary>What a run has done so far: its settings, then a line a picture. A killed run goes on behind it.</summary>
internal sealed class CropJournal : IDisposable
{
    /// <summary>Name of the file in the run's folder.</summary>
    public const string FileName = "align.jsonl";

    private const string LockName = "align.lock";

    private readonly Lock gate = new();
    private readonly FolderLock held;
    private readonly JsonLines lines;

    private CropJournal(FolderLock held, JsonLines lines, IReadOnlyList<CropRow> done) =>
        (this.held, this.lines, Done) = (held, lines, done);

    /// <summary>Pictures that an earlier run dealt with.</summary>
    public IReadOnlyList<CropRow> Done { get; }

    /// <summary>Opens the journal of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="template">Name of the template.</param>
    /// <param name="settings">Description of the other settings that must be the same for a run to be resumed.</param>
    /// <returns>The journal, which holds the folder until it is disposed.</returns>
    /// <exception cref="InvalidDataException">The folder is of another run, or holds other files.</exception>
    /// <exception cref="IOException">Another process holds the folder, or it cannot be written to.</exception>
    public static CropJournal Open(string folder, string template, string settings)
    {
        if (!File.Exists(Path.Combine(folder, FileName)) && Directory.Exists(folder)
            && Directory.EnumerateFileSystemEntries(folder).Any(path => Path.GetFileName(path) != LockName))
        {
            throw new InvalidDataException(
                $"{folder} must be a new or empty folder, or one of an earlier run, but holds other files. Choose "
                + "another folder.");
        }

        Directory.CreateDirectory(folder);
        var held = FolderLock.Take(folder, LockName);
        try
        {
            return Read(held, folder, template, settings);
        }
        catch
        {
            held.Dispose();
            throw;
        }
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

    /// <summary>Lets the folder go.</summary>
    public void Dispose() => held.Dispose();

    private static CropJournal Read(FolderLock held, string folder, string template, string settings)
    {
        var lines = new JsonLines(Path.Combine(folder, FileName), CropJson.Default);
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

        return new CropJournal(
            held, lines, [.. entries.Select(entry => entry.Row).OfType<CropRow>().Where(row => row.IsWhole)]);
    }
}

/// <summary>A line of the journal: the settings, or a picture.</summary>
internal sealed record CropEntry(string? Template, string? Settings, CropRow? Row);

/// <summary>How lines of the journal become JSON, known when the library is compiled.</summary>
[JsonSerializable(typeof(CropEntry))]
internal sealed partial class CropJson : JsonSerializerContext;
