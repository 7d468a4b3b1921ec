using Xunit;

namespace NormFace;

/// <summary>The line of progress, as a terminal shows it.</summary>
public class ProgressTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_trials_of_BLUFR_are_counted_unless_quiet_is_given()
    {
        using var folder = DrawnPeople.Create(count: 60, pictures: 4);
        const string command = "evaluate blufr --trials 3 --embeddings e.npy --names names.txt";

        Assert.Contains("1 of 3 trials", await Terminal(folder, command), StringComparison.Ordinal);
        Assert.DoesNotContain("of 3 trials", await Terminal(folder, $"{command} --quiet"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pairs_of_videos_are_counted_in_every_split()
    {
        using var folder = DrawnPeople.CreateVideos();

        var shown = await Terminal(
            folder, "evaluate ytf --splits splits.txt --embeddings e.npy --names names.txt --replicates 20");

        Assert.Contains("of 160 pairs", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pairs_of_templates_are_counted()
    {
        using var folder = DrawnPeople.Create(count: 30, pictures: 4);
        await File.WriteAllLinesAsync(
            folder["names.txt"], Enumerable.Range(1, 120).Select(picture => $"{picture}.jpg"), Cancellation);
        await File.WriteAllLinesAsync(
            folder["ijbc_face_tid_mid.txt"],
            Enumerable.Range(1, 120).Select(picture => $"{picture}.jpg {(picture + 1) / 2} {picture}"),
            Cancellation);
        await File.WriteAllLinesAsync(
            folder["ijbc_template_pair_label.txt"],
            Enumerable.Range(1, 59).Select(template => $"{template} {template + 1} {template % 2}"),
            Cancellation);

        var shown = await Terminal(
            folder, "evaluate ijb --lists . --embeddings e.npy --names names.txt --replicates 20");

        Assert.Contains("59 of 59 pairs", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_counts_the_pictures_of_its_comparison_and_an_import_the_bytes_that_it_reads()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Repository.Root, "models", "faces.safetensors"), folder["m.safetensors"]);

        Assert.Contains(
            "of 8 pictures", await Terminal(folder, "export m.safetensors --out m.onnx"), StringComparison.Ordinal);
        Assert.Contains(
            "of 4 MB",
            await Terminal(
                folder,
                "import m.safetensors --network mobilefacenet --options '{\\\"width\\\":1.5}' --out i.safetensors"),
            StringComparison.Ordinal);
    }

    private static async Task<string> Terminal(TemporaryFolder folder, string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "Needs script of util-linux.");
        var result = await (Command.Shell($"script -qec \"$normface {arguments}\" /dev/null") with
        {
            Folder = folder.Path,
        }).SucceedAsync(Cancellation);
        return result.Output;
    }
}
