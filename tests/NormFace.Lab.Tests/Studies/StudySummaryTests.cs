using Xunit;

namespace NormFace.Studies;

public class StudySummaryTests
{
    private static readonly Study Two = new()
    {
        Name = "s",
        RecipePath = "r",
        Seeds = [1, 2],
        Folds = [1, 2],
        Base = new StudyRow("base"),
        Rows = [new StudyRow("a"), new StudyRow("b")],
        PicturesPath = "",
        PeoplePath = "",
        PairsPath = "",
    };

    [Fact]
    public void A_figure_is_the_mean_over_folds_of_the_mean_over_seeds()
    {
        var rows = StudySummary.Of(Two, [Cell("a", 1, 0.1, 0.5), Cell("a", 2, 0.3, 0.9)], "front");

        Assert.Equal((0.2 + 0.7) / 2, Assert.Single(rows).Figures["eer"].Value.Value, 1e-15);
        Assert.Equal(2, rows[0].Cells);
        Assert.Null(rows[0].Figures["eer"].Difference);
    }

    [Fact]
    public void Results_of_a_study_in_turn_are_joined_over_folds_and_must_be_of_one_fold_each()
    {
        var turns = Two with { IsInTurn = true };
        var whole = Cell("a", 1, 0.1, 0.5);
        CellResult[] parts = [.. whole.Folds.Select(fold => whole with
        {
            Folds = new Dictionary<int, IReadOnlyDictionary<string, CellFigures>> { [fold.Key] = fold.Value },
        })];

        Assert.Equal(0.3, StudySummary.Of(turns, parts, "front")[0].Figures["eer"].Value.Value, 1e-15);
        Assert.Equal(2, StudySummary.Of(turns, parts, "front")[0].Cells);
        Assert.Contains(
            "Results must be of one of folds 1, 2, but that of row 'a', seed 1 is of 1, 2",
            Assert.Throws<InvalidDataException>(() => StudySummary.Of(turns, [whole], "front")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "row 'a', seed 1 has 2",
            Assert.Throws<InvalidDataException>(() => StudySummary.Of(turns, [parts[0], parts[0]], "front")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_is_taken_on_the_seeds_that_both_rows_have()
    {
        var rows = StudySummary.Of(
            Two, [Cell("a", 1, 0.1), Cell("a", 2, 0.3), Cell("b", 2, 0.25), Cell("b", 3, 0.9)], "front");

        Assert.Equal(-0.05, rows[1].Figures["eer"].Difference!.Value.Value, 1e-15);
    }

    [Fact]
    public void One_test_of_an_imported_model_is_compared_with_every_seed()
    {
        var study = Two with { StartPath = "m", Rows = [new StudyRow("a") { IsUntouched = true }, new StudyRow("b")] };

        var rows = StudySummary.Of(study, [Cell("a", 1, 0.1), Cell("b", 1, 0.3), Cell("b", 2, 0.4)], "front");

        Assert.Equal(1, rows[0].Cells);
        Assert.Equal(0.25, rows[1].Figures["eer"].Difference!.Value.Value, 1e-15);
    }

    [Fact]
    public void What_another_way_to_compare_changes_is_taken_within_the_row_and_its_replicates()
    {
        // The other figure lies 0.02 above in every replicate, however both move.
        CellResult[] cells = [.. Cells("b", 0.2, common: 0.05).Select(cell => cell with
        {
            Folds = cell.Folds.ToDictionary(
                fold => fold.Key, fold => (IReadOnlyDictionary<string, CellFigures>)new Dictionary<string, CellFigures>
            {
                ["front"] = fold.Value["front"],
                ["mirror"] = fold.Value["front"] with
                {
                    Values = new Dictionary<string, double> { ["other"] = fold.Value["front"].Values["eer"] + 0.02 },
                    ReplicateNames = ["other"],
                    Replicates = [.. fold.Value["front"].Replicates.Select(
                        replicate => (IReadOnlyList<double>)[replicate[0] + 0.02])],
                },
            }),
        })];

        var change = Assert.Single(StudySummary.Changes(Two, cells, ("front", "eer"), ("mirror", "other")));

        Assert.Equal(0.22, change.Value.Value, 1e-12);
        Assert.Equal(
            (0.02, 0.02, 0.02),
            (
                Round(change.Difference!.Value.Value),
                Round(change.Difference!.Value.Low),
                Round(change.Difference!.Value.High)));
        Assert.Equal(change.LeastPValue, change.PValue);
        Assert.InRange(change.PValue, 0.001, 0.05);

        static double Round(double value) => Math.Round(value, 12);
    }

    [Fact]
    public void Rows_that_are_alike_do_not_differ()
    {
        var rows = StudySummary.Of(Two, [.. Cells("a", 0.2), .. Cells("b", 0.2)], "front");

        var figure = rows[1].Figures["eer"];
        Assert.Equal(
            (0, 0, 0, 1),
            (figure.Difference!.Value.Value, figure.Difference!.Value.Low, figure.Difference!.Value.High,
                figure.PValue));
    }

    [Fact]
    public void A_difference_far_beyond_its_replicates_is_rare()
    {
        var rows = StudySummary.Of(Two, [.. Cells("a", 0.2), .. Cells("b", 0.15, noise: 0.005)], "front");

        var figure = rows[1].Figures["eer"];
        Assert.InRange(figure.PValue, 0, 0.02);
        Assert.True(figure.Difference!.Value.High < 0);
    }

    [Fact]
    public void What_people_have_in_common_for_both_rows_does_not_widen_a_difference()
    {
        // Both rows move by 0.05 from replicate to replicate, but together.
        var rows = StudySummary.Of(Two, [.. Cells("a", 0.2, common: 0.05), .. Cells("b", 0.21, common: 0.05)], "front");

        var (value, difference) = (rows[1].Figures["eer"].Value, rows[1].Figures["eer"].Difference!.Value);
        Assert.True(value.High - value.Low > 0.03);
        Assert.InRange(difference.High - difference.Low, 0, 1e-12);
    }

    [Fact]
    public void Seeds_that_disagree_widen_an_interval()
    {
        var alike = StudySummary.Of(Two, Cells("a", 0.2), "front")[0].Figures["eer"].Value;
        var apart = StudySummary.Of(Two, [Cell("a", 1, 0.1), Cell("a", 2, 0.3)], "front")[0].Figures["eer"];

        Assert.Equal(0, alike.High - alike.Low);
        Assert.True(apart.Value.High - apart.Value.Low > 0.1);
        Assert.Equal(Math.Sqrt(0.02), apart.OverSeeds, 1e-12); // of 0.1 and 0.3, with n - 1
    }

    [Fact]
    public void A_figure_without_replicates_has_no_interval()
    {
        var figure = StudySummary.Of(Two, [.. Cells("a", 0.2), .. Cells("b", 0.3)], "front")[1].Figures["rank1"];

        Assert.True(double.IsNaN(figure.Value.Low) && double.IsNaN(figure.PValue));
        Assert.Equal(-0.1, figure.Difference!.Value.Value, 1e-15);
    }

    [Fact]
    public void Results_that_do_not_belong_are_refused()
    {
        Assert.Contains(
            "one is of 'other'", Throws(Cell("a", 1, 0.1) with { Study = "other" }), StringComparison.Ordinal);
        Assert.Contains("row 'c'", Throws(Cell("c", 1, 0.1)), StringComparison.Ordinal);
        Assert.Contains("has 2", Throws(Cell("a", 1, 0.1), Cell("a", 1, 0.1)), StringComparison.Ordinal);
        Assert.Contains(
            "must be of folds 1, 2",
            Throws(Cell("a", 1, 0.1) with { Folds = new Dictionary<int, IReadOnlyDictionary<string, CellFigures>>() }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_is_read_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        var cell = Cell("a", 2, 0.125, common: 0.05) with
        {
            Curve = [new CurvePoint(50, 1.5, 0.25, 10), new CurvePoint(100, double.NaN)],
        };

        CellResultFile.Write(folder["cell.json"], cell);
        var read = CellResultFile.Read(folder["cell.json"]);

        Assert.Equal((cell.Row, cell.Seed), (read.Row, read.Seed));
        Assert.Equal(cell.Curve, read.Curve);
        Assert.Equal(cell.Folds[2]["front"].Values, read.Folds[2]["front"].Values);
        Assert.All(
            cell.Folds[2]["front"].Replicates.Zip(read.Folds[2]["front"].Replicates),
            pair => Assert.Equal(pair.First[0], pair.Second[0], 1e-5));
    }

    [Fact]
    public void A_file_that_is_no_result_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["cell.json"], """{ "study": "s" }""");

        Assert.Contains(
            "cell.json: expected the result of a cell",
            Assert.Throws<InvalidDataException>(() => CellResultFile.Read(folder["cell.json"])).Message,
            StringComparison.Ordinal);
    }

    private static string Throws(params CellResult[] results) =>
        Assert.Throws<InvalidDataException>(() => StudySummary.Of(Two, results, "front")).Message;

    private static CellResult[] Cells(string row, double eer, double noise = 0, double common = 0) =>
        [.. from seed in Two.Seeds select Cell(row, seed, eer, null, noise, common)];

    private static CellResult Cell(
        string row, int seed, double eer, double? second = null, double noise = 0, double common = 0) =>
        new()
        {
            Study = "s",
            Row = row,
            Seed = seed,
            Steps = 10,
            RecipeSha256 = "",
            ModelSha256 = "",
            Folds = Two.Folds.ToDictionary(
            fold => fold,
            fold =>
                (IReadOnlyDictionary<string, CellFigures>)new Dictionary<string, CellFigures>
                {
                    ["front"] = Figures(fold, seed, fold == 2 ? second ?? eer : eer, noise, common),
                }),
        };

    private static CellFigures Figures(int fold, int seed, double eer, double noise, double common)
    {
        var (own, shared) = (new Random((100 * fold) + seed), new Random(fold));
        return new CellFigures
        {
            Values = new Dictionary<string, double> { ["eer"] = eer, ["rank1"] = 1 - eer },
            ReplicateNames = ["eer"],
            Replicates = [.. Enumerable.Range(0, 200).Select(_ =>
                (double[])[eer + (noise * (own.NextDouble() - 0.5)) + (common * (shared.NextDouble() - 0.5))])],
            GroupCount = 24,
        };
    }
}
