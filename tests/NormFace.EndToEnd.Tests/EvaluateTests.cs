using System.Text.Json.Nodes;
using NormFace.TestKit;
using Xunit;

namespace NormFace;

public class EvaluateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task I_can_evaluate_embeddings_on_LFW_and_get_the_figures_of_an_independent_program()
    {
        var (embeddings, names, pairs) = Shared();
        using var folder = new TemporaryFolder();

        var result = await Command.NormFace(
            "evaluate", "lfw", "--pairs", pairs, "--embeddings", embeddings, "--names", names, "--replicates", "50",
            "--json",
            folder["out.json"],
            "--markdown",
            folder["out.md"],
            "--html",
            folder["out.html"],
            "--curves",
            folder["curves"]).RunAsync(Cancellation);

        Assert.True(result.ExitCode == 0, result.ToString());
        var found = JsonNode.Parse(await File.ReadAllTextAsync(folder["out.json"], Cancellation))!;
        var golden = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests/golden/lfw-embeddings-128.json"), Cancellation))!;
        foreach (var name in new[] { "paper", "best-threshold", "insightface", "facexzoo" })
        {
            var (expected, actual) = (golden["versions"]![name]!, found["versions"]![name]!["accuracy"]!);
            Assert.Equal((double)expected["mean"]!, (double)actual["mean"]!, 1e-12);
            Assert.Equal((double)expected["standardDeviation"]!, (double)actual["standardDeviation"]!, 1e-12);
            Assert.Equal((double)expected["standardError"]!, (double)actual["standardError"]!, 1e-12);
            Assert.Equal(10, actual["folds"]!.AsArray().Count);
            Assert.InRange(
                (double)actual["mean"]!, (double)actual["interval95"]![0]!, (double)actual["interval95"]![1]!);
            Assert.Contains($"  {name}: ", result.Output, StringComparison.Ordinal);
        }

        Assert.Equal((double)golden["auc"]!, (double)found["auc"]!, 1e-12);
        Assert.Equal((double)golden["eer"]!, (double)found["eer"]!, 1e-12);
        Assert.Equal([0.1, 0.01, 0.001], found["tarAtFar"]!.AsArray().Select(rate => (double)rate!["far"]!));
        Assert.Contains(
            "99.35 %", await File.ReadAllTextAsync(folder["out.md"], Cancellation), StringComparison.Ordinal);
        Assert.Contains(
            "<svg", await File.ReadAllTextAsync(folder["out.html"], Cancellation), StringComparison.Ordinal);
        Assert.StartsWith(
            "threshold,far,tar",
            await File.ReadAllTextAsync(folder["curves/roc.csv"], Cancellation),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("names with two rows only", "names.txt(2): expected 4 names")]
    [InlineData(
        "a name twice", "names.txt(3): expected every name once, found 'A/A_0001.jpg' again, which line 1 holds.")]
    [InlineData(
        "a missing picture",
        "pairs.txt: expected every picture among the 4 embeddings, found 1 missing: 'B/B_0001.jpg' (line 3).")]
    [InlineData("a NaN", "row 1 ('A/A_0002.jpg') holds NaN")]
    [InlineData("no genuine pair", "expected genuine and impostor pairs in fold 1")]
    [InlineData("an empty list", "pairs.txt(1): expected the number of folds")]
    [InlineData("an empty matrix", "e.npy: it does not start with the magic string of a .npy file.")]
    [InlineData("empty names", "names.txt: expected at least one row, found an empty file.")]
    [InlineData("one fold", "expected two or more folds")]
    [InlineData("no matrix at all", "e.npy")]
    public async Task Bad_input_ends_with_1_and_one_message_that_names_it(string what, string message)
    {
        using var folder = new TemporaryFolder();
        var names = "A/A_0001.jpg\nA/A_0002.jpg\nB/B_0001.jpg\nC/C_0001.jpg\n";
        var pairs = "2\t1\nA\t1\t2\nA\t1\tB\t1\nA\t1\t2\nA\t1\tC\t1\n";
        float[] values = [1, 0, 1, 1, 0, 1, -1, 0];
        switch (what)
        {
            case "names with two rows only": names = "A/A_0001.jpg\nA/A_0002.jpg\n"; break;
            case "a name twice": names = "A/A_0001.jpg\nA/A_0002.jpg\nA/A_0001.jpg\nC/C_0001.jpg\n"; break;
            case "a missing picture": names = names.Replace("B_0001", "B_0007", StringComparison.Ordinal); break;
            case "a NaN": values[2] = float.NaN; break;
            case "no genuine pair": pairs = "2\t0\n"; break;
            case "an empty list": pairs = ""; break;
            case "empty names": names = ""; break;
            case "one fold": pairs = "1\t1\nA\t1\t2\nA\t1\tB\t1\n"; break;
        }

        if (what == "no genuine pair")
        {
            pairs = "first,second,same,fold\nA/A_0001.jpg,B/B_0001.jpg,0,1\nA/A_0001.jpg,C/C_0001.jpg,0,1\n";
        }

        var list = what == "no genuine pair" ? "pairs.csv" : "pairs.txt";
        await File.WriteAllTextAsync(folder["names.txt"], names, Cancellation);
        await File.WriteAllTextAsync(folder[list], pairs, Cancellation);
        if (what == "an empty matrix")
        {
            await File.WriteAllTextAsync(folder["e.npy"], "", Cancellation);
        }
        else if (what != "no matrix at all")
        {
            await File.WriteAllBytesAsync(folder["e.npy"], Matrix(values, 2), Cancellation);
        }

        var result = await Command.NormFace(
            "evaluate",
            "lfw",
            "--pairs",
            folder[list],
            "--embeddings",
            folder["e.npy"],
            "--names",
            folder["names.txt"],
            "--json",
            folder["out.json"]).RunAsync(Cancellation);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out.json"]));
    }

    [Theory]
    [InlineData("--rule nonsense", "nonsense")]
    [InlineData("--fmr 0.00001", "far must be 0 or at least")]
    [InlineData("--variance 1.5", "varianceShare must lie in (0, 1), but was 1.5")]
    [InlineData("--replicates 0", "ReplicateCount")]
    public async Task Wrong_usage_ends_with_2(string options, string message)
    {
        var (embeddings, names, pairs) = Shared();

        var result = await Command.NormFace(
            ["evaluate", "lfw", "--pairs", pairs, "--embeddings", embeddings, "--names", names, .. options.Split(' ')]).RunAsync(Cancellation);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
    }

    private static (string Embeddings, string Names, string Pairs) Shared()
    {
        var folder = SharedData.Find("data/lfw-embeddings-128");
        Assert.SkipWhen(folder is null, "The embeddings of LFW are absent.");
        return (
            Path.Combine(folder!, "embeddings_f32.npy"),
            Path.Combine(folder!, "names.txt"),
            SharedData.Find("data/protocols/pairs.txt")!);
    }

    // NumPy's form, written by hand: this project does not refer to the library.
    internal static byte[] Matrix(float[] values, int columns)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({values.Length / columns}, {columns}), }}".PadRight(117) + "\n";
        return
        [
            0x93,
            .. "NUMPY"u8,
            1,
            0,
            (byte)header.Length,
            0,
            .. System.Text.Encoding.ASCII.GetBytes(header),
            .. values.SelectMany(BitConverter.GetBytes),
        ];
    }
}
