using System.Text;
using Xunit;

namespace NormFace.Datasets;

/// <summary>Contents that stand for pictures: a source only carries bytes.</summary>
internal static class PictureBytes
{
    /// <summary>The content of every picture of these tests is its own path, repeated.</summary>
    public static byte[] Of(string path) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(path, 20)));

    public static void AreRead(PictureSource source, params string[] paths)
    {
        Assert.Equal(paths, source.Entries.Select(entry => entry.Path));
        Assert.All(
            source.Entries.Index(),
            entry => Assert.Equal(Of(entry.Item.Path), source.Read(entry.Index).Bytes.ToArray()));
    }

    public static void Write(string root, params string[] paths)
    {
        foreach (var path in paths)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            File.WriteAllBytes(Path.Combine(root, path), Of(path));
        }
    }
}
