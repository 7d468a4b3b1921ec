using System.IO.Compression;
using NormFace.Decoding;
using NormFace.Sampling;
using Xunit;

namespace NormFace.DetectorTraining;

/// <summary>Small trainings on drawn pictures.</summary>
public sealed class DetectorTrainerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("normface-detector-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_training_that_was_stopped_ends_in_the_same_bytes_and_another_recipe_is_refused()
    {
        Pictures("faces", count: 6, hasFaces: true);
        Pictures("things", count: 4, hasFaces: false);
        var recipe = new DetectorRecipe
        {
            Faces = ["faces"],
            Backgrounds = "things",
            Side = 64,
            BatchSize = 4,
            Steps = 6,
            WarmUp = 2,
            LeftOut = 0,
            BackgroundsLeftOut = 0,
        };

        Run(recipe, "whole", TestContext.Current.CancellationToken);
        using (var stop = new CancellationTokenSource())
        {
            stop.Cancel();
            for (var step = 0; step < 3; step++)
            {
                _ = Assert.Throws<OperationCanceledException>(() => Run(recipe, "stopped", stop.Token));
            }
        }

        Run(recipe, "stopped", TestContext.Current.CancellationToken);

        Assert.Equal(Result("whole"), Result("stopped"));
        Assert.Contains(
            "was started with another recipe",
            Assert.Throws<InvalidDataException>(() => Run(recipe with { Seed = 2 }, "whole", TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);
    }

    private byte[] Result(string name) =>
        File.ReadAllBytes(Path.Combine(folder.FullName, name, DetectorTrainer.ResultName));

    private void Run(DetectorRecipe recipe, string name, CancellationToken cancellation) => DetectorTrainer.Run(
        recipe, folder.FullName, folder.FullName, Path.Combine(folder.FullName, name), _ => { }, cancellation);

    private void Pictures(string name, int count, bool hasFaces)
    {
        var lines = new List<string>();
        using (var zip = ZipFile.Open(Path.Combine(folder.FullName, $"{name}.zip"), ZipArchiveMode.Create))
        {
            for (var index = 0; index < count; index++)
            {
                var rgb = new byte[3 * 48 * 48];
                new SeededDraw(index).Fill(rgb);
                var path = $"{name}/{index}.png";
                using (var stream = zip.CreateEntry(path).Open())
                {
                    stream.Write(new Picture(48, 48, rgb).ToPng());
                }

                var face = new TeacherFace([10, 10, 24, 28], 0.99, [16, 18, 28, 18, 22, 24, 17, 31, 27, 31]);
                TeacherFace[] faces = hasFaces ? [face] : [];
                lines.Add(LabelFile.Line(new TeacherLabels(path, 48, 48, faces, faces)));
            }
        }

        File.WriteAllLines(Path.Combine(folder.FullName, $"{name}.jsonl"), lines);
    }
}
