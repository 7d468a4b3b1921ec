using System.Reflection;

namespace NormFace.TestKit;

/// <summary>Finds the folder of golden values and real data that lies beside the repository.</summary>
public static class SharedData
{
    /// <summary>Full path of a file beside the repository, or null where it is absent.</summary>
    public static string? Find(string relativePath)
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", relativePath));
        return File.Exists(path) || Directory.Exists(path) ? path : null;
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

            throw new InvalidOperationException($"{Assembly.GetExecutingAssembly().Location} must lie inside the repository.");
        }
    }
}
