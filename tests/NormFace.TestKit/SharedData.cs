using System.Reflection;

namespace NormFace.TestKit;

/// <summary>Finds the folder of golden values and real data that lies beside the repository.</summary>
public static class SharedData
{
    /// <summary>
    /// Full path of a file beside the repository, or null where it is absent. <c>data/</c> is the data root that
    /// NORMFACE_DATA names, if it does.
    /// </summary>
    public static string? Find(string relativePath)
    {
        const string data = "data/";
        if (relativePath.StartsWith(data, StringComparison.Ordinal)
            && Environment.GetEnvironmentVariable("NORMFACE_DATA") is { Length: > 0 } root)
        {
            var below = Path.GetFullPath(Path.Combine(root, relativePath[data.Length..]));
            return Path.Exists(below) ? below : null;
        }

        var path = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", relativePath));
        return Path.Exists(path) ? path : null;
    }

    /// <summary>Full path of something inside the repository.</summary>
    public static string InRepository(string relativePath) => Path.Combine(RepositoryRoot, relativePath);

    private static string RepositoryRoot
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "NormFace.slnx")))
                {
                    return folder.FullName;
                }
            }

            throw new InvalidOperationException(
                $"{Assembly.GetExecutingAssembly().Location} must lie inside the repository.");
        }
    }
}
