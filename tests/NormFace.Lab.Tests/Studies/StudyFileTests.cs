using System.Text.Json.Nodes;
using NormFace.Pictures;
using Xunit;

namespace NormFace.Studies;

public class StudyFileTests
{
    private const string Test =
        "\"test\": { \"pictures\": \"lfw.zip\", \"people\": \"people.txt\", \"pairs\": \"pairs.txt\" }";

    [Fact]
    public void Cells_come_seed_by_seed_so_that_whole_tables_come_first()
    {
        var study = Read($$"""
            { "name": "s", "recipe": "r.json", "seeds": [2, 1], "folds": [3, 1], {{Test}},
              "rows": [ { "name": "a" }, { "name": "b", "seeds": [2], "fromScratch": true } ] }
            """);

        Assert.Equal(
            ["seed-1-a", "seed-2-a", "seed-2-b"],
            study.Cells().Select(cell => cell.Id));
        Assert.Equal(["seed-2-b"], study.Cells(["b"]).Select(cell => cell.Id));
    }

    [Fact]
    public void A_study_in_turn_has_a_cell_for_each_fold_and_a_base_of_its_own_for_each()
    {
        var study = Read($$"""
            { "name": "s", "recipe": "r.json", "seeds": [1], "folds": [7, 2], "inTurn": true, {{Test}},
              "rows": [ { "name": "a" }, { "name": "b", "fromScratch": true } ] }
            """);

        Assert.Equal(
            ["seed-1-fold-7-a", "seed-1-fold-7-b", "seed-1-fold-2-a", "seed-1-fold-2-b"],
            study.Cells().Select(cell => cell.Id));
        Assert.Equal([7], study.FoldsOf(study.Cells()[0]));
        Assert.Equal("seed-1-fold-7-base", study.BaseOf(study.Cells()[0])!.Id);
        Assert.DoesNotContain((study with { IsInTurn = false }).Cells(), cell => cell.Fold is not null);
    }

    [Theory]
    [InlineData("true", "[1, 2]", null)]
    [InlineData("false", "[1, 2]", "componentFolds must be other folds than those tested")]
    [InlineData("true", "[1]", "componentFolds must hold a fold besides the tested one")]
    [InlineData("true", "[3]", null)]
    public void Components_may_be_fitted_on_tested_folds_only_in_turn(string inTurn, string components, string? refusal)
    {
        var test = Test.Replace(" }", $", \"componentFolds\": {components} }}", StringComparison.Ordinal);
        var json = $$"""
            { "name": "s", "recipe": "r.json", "seeds": [1], "folds": [1, 2], "inTurn": {{inTurn}}, {{test}},
              "rows": [ { "name": "a" } ] }
            """;

        if (refusal is null)
        {
            Assert.NotEmpty(Read(json).ComponentFolds);
        }
        else
        {
            Assert.Contains(
                refusal, Assert.Throws<InvalidDataException>(() => Read(json)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Mirror_images_are_named_for_features_alone()
    {
        const string Mirrored = "\"mirror\": \"mirror.npy\"";
        var rows = Test.Replace("lfw.zip", "lfw.npy", StringComparison.Ordinal);

        Assert.EndsWith("mirror.npy", Read(Study(rows)).MirrorPath!, StringComparison.Ordinal);
        Assert.Contains(
            "test.mirror must be left out for pictures",
            Assert.Throws<InvalidDataException>(() => Read(Study(Test))).Message,
            StringComparison.Ordinal);

        static string Study(string test) => $$"""
            { "name": "s", "recipe": "r.json", "seeds": [1], "folds": [1], "rows": [ { "name": "a" } ],
              {{test.Replace(" }", $", {Mirrored} }}", StringComparison.Ordinal)}} }
            """;
    }

    [Fact]
    public void Rows_start_from_the_base_of_their_seed_or_from_the_one_base_or_from_nothing()
    {
        var study = Read($$"""
            { "name": "s", "recipe": "r.json", "seeds": [2], "folds": [1], {{Test}}, "rows": [ { "name": "a" }, { "name": "b", "fromScratch": true } ] }
            """);
        var (tuned, fresh) = (study.Cells()[0], study.Cells()[1]);

        Assert.Equal("seed-2-base", study.BaseOf(tuned)!.Id);
        Assert.Equal("seed-7-base", (study with { BaseSeed = 7 }).BaseOf(tuned)!.Id);
        Assert.Null(study.BaseOf(fresh));
    }

    [Fact]
    public void A_row_that_is_not_there_is_refused_with_those_that_are()
    {
        var study = Read($$"""{ "name": "s", "recipe": "r.json", "seeds": [1], "folds": [1], {{Test}}, "rows": [ { "name": "a" }, { "name": "b" } ] }""");

        Assert.Contains(
            "one of a, b, but was 'c'",
            Assert.Throws<ArgumentException>(() => study.Cells(["c"])).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"rows\": []", "rows must hold at least one row")]
    [InlineData("\"rows\": [ { \"name\": \"a\" }, { \"name\": \"a\" } ]", "'a' occurs twice")]
    [InlineData("\"rows\": [ { \"name\": \"base\" } ]", "'base' occurs twice")]
    [InlineData("\"rows\": [ { \"name\": \"../a\" } ]", "but one is '../a'")]
    [InlineData("\"rows\": [ { \"name\": \"a\", \"seeds\": [] } ]", "seeds of 'a' must be different numbers")]
    [InlineData("\"rows\": [ { \"name\": \"a\", \"series\": \"s\" } ]", "both series and x")]
    [InlineData("\"rows\": [ { \"name\": \"a\", \"series\": \"s\", \"x\": 0 } ]", "both series and x")]
    [InlineData("\"rows\": [ { \"name\": \"a\", \"change\": {} } ]", "change")]
    [InlineData("\"row\": []", "row")]
    [InlineData("\"rows\": [ null ]", "rows.0 must be an object")]
    [InlineData("\"rows\": [ {} ]", "rows.0.name must be given")]
    [InlineData("\"rows\": [ { \"name\": \"a\", \"changes\": { \"run\": 1, \"run\": 2 } } ]", "'run' a second time")]
    [InlineData("\"rows\": [ { \"name\": \"\\ud800\" } ]", "surrogate")]
    [InlineData("\"start\": \"a\\u0000b\", \"rows\": [ { \"name\": \"a\" } ]", "start must be a path")]
    [InlineData("\"start\": \"\", \"rows\": [ { \"name\": \"a\" } ]", "start must be a path")]
    public void A_wrong_study_is_refused_with_what_is_wrong(string rows, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read($$"""{ "name": "s", "recipe": "r.json", "seeds": [1], "folds": [1], {{Test}}, {{rows}} }"""));

        Assert.Contains("study.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("recipe")]
    [InlineData("seeds")]
    [InlineData("folds")]
    [InlineData("rows")]
    [InlineData("test")]
    [InlineData("test.pictures")]
    [InlineData("test.people")]
    public void A_study_that_lacks_something_is_refused_with_what_it_lacks(string key)
    {
        var json = JsonNode.Parse(
            $$"""{ "name": "s", "recipe": "r.json", "seeds": [1], "folds": [1], {{Test}}, "rows": [ { "name": "a" } ] }""")!;
        var (section, last) = key.StartsWith("test.", StringComparison.Ordinal)
            ? (json["test"]!, key["test.".Length..])
            : (json, key);

        section.AsObject().Remove(last);
        Assert.Contains($"{key} must be given", Refused(), StringComparison.Ordinal);
        section[last] = null;
        Assert.Contains($"{key} must be given", Refused(), StringComparison.Ordinal);

        string Refused() => Assert.Throws<InvalidDataException>(() => Read(json.ToJsonString())).Message;
    }

    [Fact]
    public void The_studies_of_the_repository_can_be_read_and_make_recipes()
    {
        var paths = Directory.GetFiles(Path.Combine(Repository(), "studies"), "*.json");
        Assert.NotEmpty(paths);
        Assert.All(paths, path =>
        {
            var study = StudyFile.Read(path);
            Assert.All(
                study.Cells(),
                cell => Assert.Contains(CellRecipe.Of(study, cell, "base")["data"]!["sources"]!.AsArray(), source =>
                source!["exclude"] is JsonArray excluded
                    && excluded.Select(entry => (int)entry!["fold"]!).SequenceEqual(study.FoldsOf(cell))));
        });
    }

    [Fact]
    public void A_cell_leaves_out_all_folds_and_starts_from_the_base_with_the_changes_of_its_row()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["r.json"], """
            { "name": "r", "seed": 7, "network": { "name": "compact" }, "loss": { "name": "softmax" }, "schedule": { "rate": 0.1, "falls": [5] },
              "data": { "sources": [ { "path": "a", "exclude": { "list": "p", "fold": 9 } }, { "path": "b" } ] }, "run": { "steps": 9, "batch": 4 } }
            """);
        File.WriteAllText(folder["study.json"], $$"""
            { "name": "s", "recipe": "r.json", "seeds": [3], "folds": [2, 4], {{Test}}, "base": { "run": { "steps": 8 } },
              "fineTuning": { "schedule": { "rate": 0.001, "falls": null }, "run": { "steps": 4 } },
              "rows": [ { "name": "a", "changes": { "loss": [ { "name": "center" } ], "run": { "batch": 2 } } }, { "name": "b", "fromScratch": true } ] }
            """);
        var study = StudyFile.Read(folder["study.json"]);
        var (tuned, fresh) = (study.Cells()[0], study.Cells()[1]);

        Same("""
            { "name": "s/seed-3-a", "seed": 3, "network": { "start": "x/model.safetensors" }, "loss": [ { "name": "center" } ], "schedule": { "rate": 0.001 },
              "data": { "sources": [ { "path": "a", "exclude": [ { "list": "p", "fold": 2 }, { "list": "p", "fold": 4 } ] }, { "path": "b" } ] }, "run": { "steps": 4, "batch": 2 } }
            """, CellRecipe.Of(study, tuned, "x/model.safetensors"));
        Same("""
            { "name": "s/seed-3-b", "seed": 3, "network": { "name": "compact" }, "loss": { "name": "softmax" }, "schedule": { "rate": 0.1, "falls": [5] },
              "data": { "sources": [ { "path": "a", "exclude": [ { "list": "p", "fold": 2 }, { "list": "p", "fold": 4 } ] }, { "path": "b" } ] }, "run": { "steps": 8, "batch": 4 } }
            """, CellRecipe.Of(study, fresh, null));
        Assert.Equal(8, (int)CellRecipe.Of(study, tuned with { Row = study.Base }, null)["run"]!["steps"]!);
    }

    [Theory]
    [InlineData("[1]", "other folds than those tested")]
    [InlineData("[3, 3]", "componentFolds must be different numbers")]
    public void Components_must_not_see_the_test(string folds, string expected)
    {
        var test = Test.Replace("}", $", \"componentFolds\": {folds} }}", StringComparison.Ordinal);

        var error = Assert.Throws<InvalidDataException>(() => Read($$"""{ "name": "s", "recipe": "r.json", "seeds": [1], "folds": [1], {{test}}, "rows": [ { "name": "a" } ] }"""));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"canvas\": [112, 112], \"columns\": [8, 112], \"rows\": [0, 111]")]
    [InlineData("\"canvas\": [112, 112], \"columns\": [8], \"rows\": [0, 111]")]
    [InlineData("\"canvas\": [112, 112], \"columns\": [8, 7], \"rows\": [0, 111]")]
    [InlineData("\"canvas\": [112], \"columns\": [8, 103], \"rows\": [0, 111]")]
    public void A_crop_that_leaves_its_canvas_is_refused(string crop)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(WithCrop(crop)));

        Assert.Contains(
            "study.json: test.crop must be a rectangle inside its canvas", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crop_counts_first_and_last_column_and_row_as_in_a_recipe() =>
        Assert.Equal(
            new PictureCrop(112, 112, 8, 0, 96, 112),
            Read(WithCrop("\"canvas\": [112, 112], \"columns\": [8, 103], \"rows\": [0, 111]")).Crop);

    [Fact]
    public void What_is_tested_otherwise_is_another_result()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["r.json"], """{ "data": { "sources": [ { "path": "a", "exclude": { "list": "p", "fold": 9 } } ] } }""");
        File.WriteAllText(folder["study.json"], $$"""{ "name": "s", "recipe": "r.json", "seeds": [3], "folds": [2], {{Test}}, "rows": [ { "name": "a" } ] }""");
        var listed = StudyFile.Read(folder["study.json"]);
        var cropped = listed with { Crop = new PictureCrop(112, 112, 8, 0, 96, 112) };
        Study[] studies =
        [
            listed,
            cropped,
            cropped with { Crop = PictureCrop.Whole(112, 112) },
            listed with { PairsPath = null },
        ];

        Assert.Equal(
            studies.Length, studies.Select(study => CellRecipe.Sha256Of(study, study.Cells()[0])).Distinct().Count());
    }

    [Fact]
    public void What_a_recipe_says_about_itself_makes_no_other_result()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["study.json"], $$"""{ "name": "s", "recipe": "r.json", "seeds": [3], "folds": [2], {{Test}}, "rows": [ { "name": "a" } ] }""");
        var study = StudyFile.Read(folder["study.json"]);

        var plain = Hash("");

        Assert.Equal(plain, Hash("\"about\": \"another description\","));
        Assert.NotEqual(plain, Hash("\"loss\": { \"name\": \"softmax\" },"));

        string Hash(string members)
        {
            File.WriteAllText(folder["r.json"], $$"""{ {{members}} "data": { "sources": [ { "path": "a", "exclude": { "list": "p", "fold": 9 } } ] } }""");
            return CellRecipe.Sha256Of(study, study.Cells()[0]);
        }
    }

    [Fact]
    public void A_recipe_that_leaves_out_no_fold_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["r.json"], """{ "data": { "sources": [ { "path": "a" } ] } }""");
        File.WriteAllText(folder["study.json"], $$"""{ "name": "s", "recipe": "r.json", "seeds": [3], "folds": [2], {{Test}}, "rows": [ { "name": "a" } ] }""");
        var study = StudyFile.Read(folder["study.json"]);

        Assert.Contains(
            "no source of the recipe leaves out a fold",
            Assert.Throws<InvalidDataException>(() => CellRecipe.Of(study, study.Cells()[0], null)).Message,
            StringComparison.Ordinal);
    }

    private static string WithCrop(string crop)
    {
        var test = Test.Replace("}", $$""", "crop": { {{crop}} } }""", StringComparison.Ordinal);
        return $$"""{ "name": "s", "recipe": "r.json", "seeds": [1], "folds": [1], {{test}}, "rows": [ { "name": "a" } ] }""";
    }

    private static void Same(string expected, JsonObject actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual.ToJsonString())),
            actual.ToJsonString());

    private static Study Read(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["study.json"], text);
        return StudyFile.Read(folder["study.json"]);
    }

    private static string Repository([System.Runtime.CompilerServices.CallerFilePath] string path = "")
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, "studies")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException($"No folder 'studies' above {AppContext.BaseDirectory} ({path}).");
    }
}
