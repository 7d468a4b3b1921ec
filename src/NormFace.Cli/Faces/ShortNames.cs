using NormFace.Cli.Commands;

namespace NormFace.Cli.Faces;

/// <summary>Names that tell files apart: <c>face.jpg</c>, or with as many folders as it takes.</summary>
internal static class ShortNames
{
    /// <summary>A name for each path, in their order; two names are equal only if the paths are.</summary>
    public static string[] Of(IReadOnlyList<string> paths)
    {
        var parts = paths.Select(Parts).ToArray();
        return [.. parts.Select((own, index) =>
        {
            var count = 1;
            while (count < own.Length && parts.Where((_, other) => other != index)
                .Any(other => !other.SequenceEqual(own) && other.TakeLast(count).SequenceEqual(own.TakeLast(count))))
            {
                count++;
            }

            return string.Join('/', own.TakeLast(count));
        })];
    }

    // Standard input and the pipes of the shell lie in no folder.
    private static string[] Parts(string path) =>
        path == InputFile.StandardInput || path.StartsWith("/dev/", StringComparison.Ordinal)
            ? [InputFile.NameOf(path)]
            : Path.GetFullPath(path).Split(Path.DirectorySeparatorChar);
}
