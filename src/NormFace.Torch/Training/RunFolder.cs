using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NormFace.Recipes;
using NormFace.Settings;
using NormFace.Storage;

namespace NormFace.Training;

/// <summary>
/// A run on disk: recipe, log, events, checkpoints, snapshots, final model. One process at a time may hold it.
/// </summary>
/// <remarks>
/// A folder in which no training started is left as it was. A folder with other files in it is not touched at all.
/// </remarks>
public sealed partial class RunFolder : IDisposable
{
    private const string LockName = "run.lock";

    private readonly FolderLock held;
    private readonly Recipe recipe;
    private readonly bool wasThere;

    private RunFolder(string path, Recipe recipe)
    {
        (Path, this.recipe, wasThere) = (path, recipe, Directory.Exists(path));
        held = Hold(path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The final model.</summary>
    public string ModelPath => In("model.safetensors");

    /// <summary>The log, one JSON object per line.</summary>
    public string LogPath => In("log.jsonl");

    /// <summary>The recipe with all changes applied.</summary>
    public string RecipePath => In("recipe.json");

    /// <summary>The picture of the curves.</summary>
    public string CurvesPath => In("curves.png");

    /// <summary>Checkpoints, the newest first.</summary>
    public IReadOnlyList<string> Checkpoints => Newest("checkpoints");

    /// <summary>Snapshots of the model, the newest first.</summary>
    public IReadOnlyList<string> Snapshots => Newest("snapshots");

    /// <summary>Opens a folder for a run.</summary>
    /// <param name="path">The folder; created if missing.</param>
    /// <param name="recipe">What is to be trained.</param>
    /// <param name="isResumed">
    /// Whether an existing run is resumed. If there is none, the run starts at the beginning.
    /// </param>
    /// <returns>The folder, held until disposed.</returns>
    /// <exception cref="IOException">
    /// It cannot be written, another process holds it, it holds a run and <paramref name="isResumed"/> is false, its
    /// recipe is another, or it holds other files.
    /// </exception>
    /// <exception cref="InvalidDataException">The recipe of the run that it holds is damaged.</exception>
    public static RunFolder Open(string path, Recipe recipe, bool isResumed)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(recipe);
        var place = System.IO.Path.GetFullPath(path);
        RequireOwn(place);
        var folder = new RunFolder(place, recipe);
        try
        {
            folder.RequireSameRun(isResumed);
            folder.DeleteUnfinished();
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Path of the checkpoint of a step.</summary>
    /// <param name="step">Steps taken.</param>
    public string CheckpointPath(long step) =>
        In("checkpoints", FormattableString.Invariant($"step-{step:D9}.safetensors"));

    /// <summary>Path of the snapshot of a step.</summary>
    /// <param name="step">Steps taken.</param>
    public string SnapshotPath(long step) =>
        In("snapshots", FormattableString.Invariant($"step-{step:D9}.safetensors"));

    /// <summary>Deletes all but the newest checkpoints.</summary>
    /// <param name="kept">How many stay.</param>
    public void PruneCheckpoints(int kept)
    {
        foreach (var path in Checkpoints.Skip(kept))
        {
            File.Delete(path);
        }
    }

    /// <summary>Deletes checkpoints of later steps: they are damaged, as the run went on from an earlier one.</summary>
    internal void DropCheckpointsAfter(long step)
    {
        foreach (var path in Checkpoints.TakeWhile(path => StepOf(path) > step))
        {
            File.Delete(path);
        }
    }

    /// <summary>Path of a file in the folder.</summary>
    /// <param name="parts">Names of folders and file.</param>
    public string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Lets the folder go. Where no run was begun, what <see cref="Open"/> made is removed.</summary>
    public void Dispose()
    {
        if (!File.Exists(RecipePath))
        {
            File.Delete(In(LockName)); // while it is still held
            string[] made = [In("checkpoints"), In("snapshots"), .. wasThere ? Array.Empty<string>() : [Path]];
            foreach (var folder in made.Where(IsEmpty))
            {
                Directory.Delete(folder);
            }
        }

        held.Dispose();
    }

    /// <summary>Steps that a checkpoint's or snapshot's name says.</summary>
    /// <param name="path">The path.</param>
    public static long StepOf(string path) =>
        long.Parse(
            System.IO.Path.GetFileNameWithoutExtension(path).AsSpan("step-".Length),
            NumberStyles.None,
            CultureInfo.InvariantCulture);

    /// <summary>Writes the recipe if missing; from then on the folder contains a run.</summary>
    internal void Begin()
    {
        if (!File.Exists(RecipePath))
        {
            AtomicFile.WriteText(RecipePath, recipe.Source.ToJsonString(new() { WriteIndented = true }) + "\n");
        }
    }

    /// <summary>Records which identities the run does not train on, with their pictures and the reason.</summary>
    internal void RecordLeftOut(
        IEnumerable<RemovedIdentity> removed, IEnumerable<(string Identity, int PictureCount)> heldOut)
    {
        var lines = removed.Select(left => Line(
                left.Identity, left.PictureCount, left.IsExcluded ? "Excluded" : "TooFewPictures"))
            .Concat(heldOut.Select(left => Line(left.Identity, left.PictureCount, "HeldOut")));
        AtomicFile.WriteText(In("left-out.tsv"), string.Concat(lines));

        static string Line(string identity, int pictureCount, string reason) => string.Create(
            CultureInfo.InvariantCulture, $"{TextTable.Quoted(identity)}\t{pictureCount}\t{reason}\n");
    }

    // What a kill left half written. The folder is held, so nobody is writing it.
    private void DeleteUnfinished()
    {
        foreach (var path in new[] { Path, In("checkpoints"), In("snapshots") }
            .SelectMany(Directory.EnumerateFiles).Where(AtomicFile.IsUnfinished))
        {
            File.Delete(path);
        }
    }

    // Training replaces and deletes files by name, so a folder is used only if it is empty or was made by a run.
    private static void RequireOwn(string path)
    {
        if (!Directory.Exists(path) || Directory.EnumerateFileSystemEntries(path).All(IsBegun))
        {
            return;
        }

        var isRun = File.Exists(System.IO.Path.Combine(path, "recipe.json"))
            && (File.Exists(System.IO.Path.Combine(path, LockName))
                || Directory.Exists(System.IO.Path.Combine(path, "checkpoints")));
        if (!isRun)
        {
            throw new IOException($"'{path}' must be a run, an empty folder or a new one, but holds other files. "
                + "Choose another folder.");
        }
    }

    // What a run leaves that was killed before its recipe was written.
    private static bool IsBegun(string path) => System.IO.Path.GetFileName(path) switch
    {
        "checkpoints" or "snapshots" => IsEmpty(path),
        LockName => new FileInfo(path) is { Exists: true, Length: 0 },
        var name => name.StartsWith(".recipe.json.", StringComparison.Ordinal) && AtomicFile.IsUnfinished(name),
    };

    private static FolderLock Hold(string path)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(path, "checkpoints"));
            Directory.CreateDirectory(System.IO.Path.Combine(path, "snapshots"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The run folder '{path}' cannot be created or written: {error.Message}", error);
        }

        return FolderLock.Take(path, LockName);
    }

    private static bool IsEmpty(string folder) =>
        Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any();

    private void RequireSameRun(bool isResumed)
    {
        if (!File.Exists(RecipePath))
        {
            return;
        }

        if (!isResumed)
        {
            throw new IOException(
                $"'{Path}' already contains a run. Resume it with --resume, or choose another folder.");
        }

        var there = ReadRecipe();
        if (!JsonNode.DeepEquals(there, recipe.Source))
        {
            throw new IOException(
                $"'{Path}' was started with another recipe: {Difference(there, recipe.Source, "recipe")} differs. "
                + $"Resume with {RecipePath} itself, or choose another folder.");
        }
    }

    private JsonObject ReadRecipe()
    {
        try
        {
            return JsonText.ReadObject(RecipePath);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException(
                $"The recipe of the run is damaged. {error.Message} Restore it, or choose another folder.", error);
        }
    }

    private static string Difference(JsonNode? there, JsonNode? here, string key)
    {
        if (there is JsonObject left && here is JsonObject right)
        {
            foreach (var name in left.Select(pair => pair.Key).Union(right.Select(pair => pair.Key)))
            {
                if (!JsonNode.DeepEquals(left[name], right[name]))
                {
                    return Difference(left[name], right[name], $"{key}.{name}");
                }
            }
        }

        return key;
    }

    private string[] Newest(string folder) =>
        [.. Directory.EnumerateFiles(In(folder)).Where(path => StepName().IsMatch(System.IO.Path.GetFileName(path)))
            .OrderByDescending(StepOf)];

    [GeneratedRegex(@"^step-[0-9]{9,18}\.safetensors$", RegexOptions.CultureInvariant)]
    private static partial Regex StepName();
}
