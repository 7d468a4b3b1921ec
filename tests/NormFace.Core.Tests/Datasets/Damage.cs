using System.Diagnostics;
using Xunit;

namespace NormFace.Datasets;

/// <summary>
/// Opens files that were flipped and cut at random, and reads all they still hold: no other error may escape, nothing
/// may hang.
/// </summary>
internal static class Damage
{
    private const int Trials = 400;

    public static void Survives(
        byte[] good, string fileName, Func<string, PictureSource> open, Action<string>? prepare = null)
    {
        using var folder = new TemporaryFolder();
        prepare?.Invoke(folder.Path);
        var path = folder[fileName];
        var random = new Random(1);
        var clock = Stopwatch.StartNew();
        var refused = 0;

        for (var trial = 0; trial < Trials; trial++)
        {
            var bytes = good.ToArray();
            for (var flips = random.Next(1, 9); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(path, trial % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            refused += ReadAll(path, open);
        }

        Assert.True(refused > 0, "No damage was noticed at all.");
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
        Assert.True(Directory.GetFileSystemEntries(folder.Path).Length <= 3, "Something was written.");
    }

    private static int ReadAll(string path, Func<string, PictureSource> open)
    {
        var refused = 0;
        try
        {
            using var source = open(path);
            for (var index = 0; index < source.Entries.Count; index++)
            {
                try
                {
                    _ = source.Read(index);
                }
                catch (PictureException)
                {
                    refused++;
                }
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            refused++;
        }

        return refused;
    }
}
