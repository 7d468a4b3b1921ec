using NormFace.Verification;
using Xunit;

namespace NormFace.Protocols.Ijb;

/// <summary>A small set in the published form, judged by a literal second implementation.</summary>
public sealed class IjbEvaluationTests : IDisposable
{
    private const int Size = 6;

    private readonly TemporaryFolder folder = new();
    private readonly LiteralIjb literal = new(new Random(1), people: 80, size: Size);

    public IjbEvaluationTests() => literal.Write(folder.Path, "ijbc", "G1", "G2");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true, false), InlineData(false, false), InlineData(true, true)]
    public void Every_figure_is_that_of_pooling_scoring_and_sorting_literally(bool usesQuality, bool keepsLengths)
    {
        var options = new IjbOptions
        {
            UsesQuality = usesQuality,
            KeepsLengths = keepsLengths,
            Fars = [0, 0.001, 0.01, 0.1],
            Bootstrap = new SubjectBootstrapOptions { ReplicateCount = 10 },
        };

        var result = IjbEvaluation.Of(literal.Features, folder.Path, options);

        var pooled = literal.Pool(usesQuality, keepsLengths);
        var scores = literal.Scores(pooled);
        var sorted = new ScoreSet(
            [.. scores.Where(pair => pair.IsGenuine).Select(pair => pair.Score)],
            [.. scores.Where(pair => !pair.IsGenuine).Select(pair => pair.Score)]);
        var verification = result.Verification!;
        Assert.Equal(
            (literal.TemplateCount, literal.PictureCount, usesQuality),
            (result.TemplateCount, result.PictureCount, result.UsesQuality));
        Assert.Equal(
            (sorted.GenuineCount, sorted.ImpostorCount), (verification.GenuineCount, verification.ImpostorCount));
        Assert.Equal(80, verification.IdentityCount);
        Assert.Equal(RocCurve.Auc(sorted), verification.Auc.Value, 1e-12);
        Assert.Equal(RocCurve.EqualErrorRate(sorted).Rate, verification.EqualErrorRate.Value, 1e-12);
        foreach (var rate in verification.TrueAcceptRates)
        {
            var expected = RocCurve.At(sorted, rate.Far);
            Assert.Equal(expected.Tar, rate.Tar.Value);
            Assert.True(Near(expected.Threshold, rate.Threshold));
            Assert.InRange(rate.Tar.Value, rate.Tar.Low, rate.Tar.High);
            // the thinned curve keeps its points
            Assert.Equal(expected.Tar, RocCurve.At(verification.Scores, rate.Far).Tar);
        }

        foreach (var (gallery, number) in result.Galleries.Select((gallery, number) => (gallery, number)))
        {
            Assert.Equal($"G{number + 1}", gallery.Name);
            Assert.All(
                gallery.Figures.RankRates,
                rate => Assert.Equal(literal.RankRate(pooled, number, rate.Rank), rate.Rate.Value, 1e-12));
            Assert.Equal(6, gallery.Figures.OpenSet.Count); // two rates, three ranks
            Assert.All(
                gallery.Figures.OpenSet,
                rate =>
                    Assert.Equal(
                        literal.Tpir(pooled, number, rate.WantedRate, rate.Rank), rate.TruePositiveRate.Value, 1e-12));
        }

        Assert.Equal(
            result.Galleries.Average(gallery =>
                gallery.Figures.RankRates[0].Rate.Value), result.MeanRanks[0].Rate, 1e-15);
    }

    [Fact]
    public void Ijbb_has_other_names_and_lists_that_are_missing_are_left_out()
    {
        using var other = new TemporaryFolder();
        literal.Write(other.Path, "ijbb", "S1", "S2");
        File.Delete(other["ijbb_name_5pts_score.txt"]);
        var quick = new IjbOptions
        {
            Bootstrap = new() { ReplicateCount = 2 },
            Identification = new IjbOptions().Identification with { FalsePositiveRates = [0.1] },
        };

        var whole = IjbEvaluation.Of(literal.Features, other.Path, quick);
        Assert.Equal(["S1", "S2"], whole.Galleries.Select(gallery => gallery.Name));
        Assert.False(whole.UsesQuality);

        File.Delete(other["ijbb_template_pair_label.txt"]);
        Assert.Null(IjbEvaluation.Of(literal.Features, other.Path, quick).Verification);

        File.Delete(other["ijbb_1N_probe_mixed.csv"]);
        Assert.Contains(
            "ijbb_template_pair_label.txt for 1:1, or",
            Assert.Throws<InvalidDataException>(() => IjbLists.Open(other.Path)).Message,
            StringComparison.Ordinal);
        File.Delete(other["ijbb_face_tid_mid.txt"]);
        Assert.Contains(
            "found none or several",
            Assert.Throws<InvalidDataException>(() => IjbLists.Open(other.Path)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ijbc_template_pair_label.txt", "1 2\n", "(1): expected two templates and 1 or 0")]
    [InlineData("ijbc_template_pair_label.txt", "1 999999 1\n", "(1): expected two templates of the list of templates")]
    [InlineData("ijbc_template_pair_label.txt", "1 2 x\n", "(1): expected two templates and 1 or 0")]
    [InlineData("ijbc_face_tid_mid.txt", "1.jpg one 2\n", "(1): expected a template")]
    [InlineData("ijbc_name_5pts_score.txt", "1.jpg 1 2 3 4 5 6 7 8 9 10 high\n", "(1): expected a quality")]
    [InlineData(
        "ijbc_1N_gallery_G1.csv",
        "TEMPLATE_ID,SUBJECT_ID\n1,1\n1,2\n",
        "(3): expected subject 1 of template 1 as in ijbc_1N_gallery_G1.csv(2), found '2'")]
    public void A_bad_line_is_named(string file, string text, string expected)
    {
        File.WriteAllText(folder[file], text);

        var error = Assert.Throws<InvalidDataException>(() => IjbEvaluation.Of(literal.Features, folder.Path));

        Assert.Contains(file + expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ijbc_1N_gallery_G2.csv"), InlineData("ijbc_1N_probe_mixed.csv")]
    public void A_number_that_means_templates_of_two_people_in_two_lists_is_refused(string file)
    {
        var first = File.ReadAllLines(folder["ijbc_1N_gallery_G1.csv"])[1].Split(',');
        File.AppendAllText(folder[file], $"{first[0]},999999\n");
        var line = File.ReadAllLines(folder[file]).Length;

        var error = Assert.Throws<InvalidDataException>(() => IjbEvaluation.Of(literal.Features, folder.Path));

        Assert.EndsWith(
            $"{file}({line}): expected subject {first[1]} of template {first[0]} as in ijbc_1N_gallery_G1.csv(2), "
            + "found '999999'.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_ends_at_all_pairs()
    {
        var pairs = File.ReadAllLines(folder["ijbc_template_pair_label.txt"]).Length;
        var told = new Told<(int Done, int Total)>();

        _ = IjbEvaluation.Of(
            literal.Features, folder.Path, new IjbOptions { Bootstrap = new() { ReplicateCount = 2 } }, told);

        Assert.Equal((pairs, pairs), told.Values.Max());
    }

    [Fact]
    public void The_report_holds_both_tasks()
    {
        var result = IjbEvaluation.Of(
            literal.Features, folder.Path, new IjbOptions { Bootstrap = new() { ReplicateCount = 2 } });

        var json = result.ToJson();

        Assert.Equal(("ijb", 2), ((string)json["protocol"]!, json["galleries"]!.AsArray().Count));
        Assert.Equal(result.Verification!.Auc.Value, (double)json["verification"]!["auc"]!);
        Assert.Equal("G2", (string)json["galleries"]![1]!["gallery"]!);
        Assert.Contains(result.ToPage().Blocks, block => block is Reports.HeadingBlock { Text: "Gallery G1" });
    }

    private static bool Near(double one, double other) => one == other || Math.Abs(one - other) < 1e-9;
}
