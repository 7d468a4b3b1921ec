using System.Text.Json.Nodes;
using NormFace.Datasets;
using NormFace.Embeddings;
using NormFace.Pictures;
using NormFace.Settings;

namespace NormFace.Studies;

/// <summary>Reads studies from JSON files.</summary>
public static class StudyFile
{
    /// <summary>Reads and checks a study.</summary>
    /// <param name="path">
    /// The JSON file; comments and trailing commas are allowed. Recipe and start are read against its folder.
    /// </param>
    /// <param name="dataRoot">Root below which its data is found by name; that of the environment if null.</param>
    /// <returns>The study.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is not a study: a key is unknown, missing or out of range; it is named.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Study Read(string path, DataRoot? dataRoot = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var text = ReadText(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var data = dataRoot ?? DataRoot.FromEnvironment();
        Check(text, path);
        CheckPaths(text, path);
        if (text.Test.Crop is not null && FeatureSource.IsAt(text.Test.Pictures))
        {
            throw new InvalidDataException(
                $"{path}: test.crop must be left out for features, because it is about pixels.");
        }

        if (text.Test.Mirror is not null && !FeatureSource.IsAt(text.Test.Pictures))
        {
            throw new InvalidDataException(
                $"{path}: test.mirror must be left out for pictures: their mirror images are computed.");
        }

        var crop = ReadCrop(text.Test.Crop, path);
        return new Study
        {
            Name = text.Name,
            DataRoot = data,
            About = text.About,
            RecipePath = Path.GetFullPath(text.Recipe, folder),
            Seeds = text.Seeds,
            Folds = text.Folds,
            IsInTurn = text.InTurn,
            FineTuning = text.FineTuning,
            BaseSeed = text.BaseSeed,
            StartPath = text.Start is { } start ? Path.GetFullPath(start, folder) : null,
            Base = new StudyRow("base") { IsFromScratch = true, Changes = text.Base },
            Rows = [.. text.Rows.Select(row => new StudyRow(row.Name)
            {
                Title = row.Title ?? row.Name,
                IsFromScratch = row.FromScratch,
                IsUntouched = row.Untouched,
                Changes = row.Changes,
                Seeds = row.Seeds,
                Series = row.Series,
                X = row.X,
            })],
            PicturesPath = data.Find(text.Test.Pictures, folder),
            MirrorPath = text.Test.Mirror is { } mirror ? data.Find(mirror, folder) : null,
            PeoplePath = data.Find(text.Test.People, folder),
            PairsPath = text.Test.Pairs is { } pairs ? data.Find(pairs, folder) : null,
            Crop = crop,
            ComponentFolds = text.Test.ComponentFolds,
        };
    }

    private static void Check(StudyText text, string path)
    {
        Require(text.Rows.Count > 0, "rows must hold at least one row");
        foreach (var name in text.Rows.Select(row => row.Name).Prepend(text.Name))
        {
            Require(
                name.Length > 0
                    && name.All(letter =>
                        char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'),
                $"a name must be of small letters, digits and hyphens, but one is '{name}'");
        }

        var twice = text.Rows.Select(row => row.Name)
            .Append("base")
            .GroupBy(name => name)
            .FirstOrDefault(group => group.Count() > 1);
        Require(twice is null, $"names of rows must be unique and other than 'base', but '{twice?.Key}' occurs twice");
        CheckNumbers(text.Seeds, "seeds", 0);
        CheckNumbers(text.Folds, "folds", 1);
        foreach (var row in text.Rows)
        {
            CheckNumbers(row.Seeds ?? text.Seeds, $"seeds of '{row.Name}'", 0);
            Require(
                !row.Untouched || (!row.FromScratch && row.Changes.Count == 0),
                $"'{row.Name}' is untouched, so it must neither be fromScratch nor have changes");
            Require(
                row.Series is null == row.X is null && row.X is null or > 0 and < double.PositiveInfinity,
                $"'{row.Name}' must have both series and x, above 0, or neither");
        }

        if (text.Test.ComponentFolds.Count > 0)
        {
            CheckNumbers(text.Test.ComponentFolds, "componentFolds", 1);
            Require(
                text.InTurn || !text.Test.ComponentFolds.Intersect(text.Folds).Any(),
                "componentFolds must be other folds than those tested, or the components have seen the test");
            Require(
                text.Test.ComponentFolds.Count > 1 || !text.Folds.Contains(text.Test.ComponentFolds[0]),
                "componentFolds must hold a fold besides the tested one");
        }

        void CheckNumbers(IReadOnlyList<int> numbers, string what, int least) => Require(
            numbers.Count > 0
                && numbers.All(number => number >= least)
                && numbers.Distinct().Count() == numbers.Count,
            $"{what} must be different numbers from {least} on, at least one, but are [{string.Join(", ", numbers)}]");

        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                throw new InvalidDataException($"{path}: {rule}.");
            }
        }
    }

    private static void CheckPaths(StudyText text, string path)
    {
        var test = text.Test;
        (string Key, string? Path)[] paths =
        [
            ("recipe", text.Recipe), ("start", text.Start), ("test.pictures", test.Pictures),
            ("test.mirror", test.Mirror), ("test.people", test.People), ("test.pairs", test.Pairs),
        ];
        foreach (var (key, named) in paths)
        {
            if (named is not null && (named.Length == 0 || named.Contains('\0', StringComparison.Ordinal)))
            {
                throw new InvalidDataException(
                    $"{path}: {key} must be a path, but was {(named.Length == 0 ? "empty" : "a text with a NUL")}.");
            }
        }
    }

    private static PictureCrop? ReadCrop(StudyCropText? crop, string path)
    {
        try
        {
            return crop is null ? null : PictureCrop.FromRanges(crop.Canvas, crop.Columns, crop.Rows);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException(
                $"{path}: test.crop must be a rectangle inside its canvas: {error.Message}", error);
        }
    }

    private static StudyText ReadText(string path)
    {
        try
        {
            return OptionsSection.Read<StudyText>(JsonText.ReadObject(path));
        }
        catch (SettingException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private sealed record StudyText
    {
        public required string Name { get; init; }

        public string About { get; init; } = "";

        public required string Recipe { get; init; }

        public required IReadOnlyList<int> Seeds { get; init; }

        public required IReadOnlyList<int> Folds { get; init; }

        public bool InTurn { get; init; }

        public JsonObject Base { get; init; } = [];

        public int? BaseSeed { get; init; }

        public string? Start { get; init; }

        public JsonObject FineTuning { get; init; } = [];

        public required IReadOnlyList<StudyRowText> Rows { get; init; }

        public required StudyTestText Test { get; init; }
    }

    private sealed record StudyRowText
    {
        public required string Name { get; init; }

        public string? Title { get; init; }

        public bool FromScratch { get; init; }

        public bool Untouched { get; init; }

        public JsonObject Changes { get; init; } = [];

        public IReadOnlyList<int>? Seeds { get; init; }

        public string? Series { get; init; }

        public double? X { get; init; }
    }

    private sealed record StudyTestText
    {
        public required string Pictures { get; init; }

        public string? Mirror { get; init; }

        public required string People { get; init; }

        public string? Pairs { get; init; }

        public StudyCropText? Crop { get; init; }

        public IReadOnlyList<int> ComponentFolds { get; init; } = [];
    }

    // As in a recipe: size of the pictures, first and last column and row, counted from 0.
    private sealed record StudyCropText
    {
        public required IReadOnlyList<long> Canvas { get; init; }

        public required IReadOnlyList<long> Columns { get; init; }

        public required IReadOnlyList<long> Rows { get; init; }
    }
}
