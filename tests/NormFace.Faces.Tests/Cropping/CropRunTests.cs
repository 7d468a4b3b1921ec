using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using Xunit;

namespace NormFace.Cropping;

public sealed class CropRunTests : IDisposable
{
    private static readonly Landmarks Points = new(new(30, 52), new(65, 51), new(47, 70), new(33, 91), new(62, 92));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Given_points_make_the_crops_that_the_aligner_makes_and_the_table_can_be_read_again()
    {
        Write("one/a.png", Noise.Picture(120, 130, 1));
        Write("two/b.png", Noise.Picture(150, 140, 2));
        var given = new Dictionary<string, Landmarks>
        {
            ["one/a.png"] = Points,
            ["two/b.png"] = Points.Mapped(new SimilarityTransform(1.1, 0.1, 3, 4)),
        };

        var rows = Run(given);

        Assert.All(rows, row => Assert.Equal(CropStatus.Aligned, row.Status));
        var aligned = AlignmentTemplate.FivePoint96x112.Align(Noise.Picture(120, 130, 1), Points);
        Assert.Equal(aligned.Rgb, Read("out/one/a.png").Rgb);
        var table = CropRun.ReadLandmarks(folder["out/landmarks.csv"]);
        Assert.Equal(given.Keys.Order(), table.Keys.Order());
        Assert.All(given, pair => Assert.InRange(pair.Value.Nose.DistanceTo(table[pair.Key].Nose), 0, 0.01));
    }

    [Fact]
    public void A_killed_run_goes_on_and_makes_only_what_is_missing()
    {
        Write("a.png", Noise.Picture(120, 130, 1));
        Write("b.png", Noise.Picture(120, 130, 2));
        var given = new Dictionary<string, Landmarks> { ["a.png"] = Points, ["b.png"] = Points };
        _ = Run(given);
        var whole = File.ReadAllText(folder["out/landmarks.csv"]);
        File.WriteAllText(folder["out/a.png"], "kept: the journal says that it is done");
        File.Delete(folder["out/b.png"]);
        var lines = File.ReadAllLines(folder["out/align.jsonl"]);
        File.WriteAllText(folder["out/align.jsonl"], string.Join('\n', lines[..^1]) + "\n" + lines[^1][..9]); // torn

        _ = Run(given);

        Assert.Equal(whole, File.ReadAllText(folder["out/landmarks.csv"]));
        Assert.True(File.Exists(folder["out/b.png"]));
        Assert.Empty(Directory.GetFiles(folder["out"], ".*"));
    }

    [Fact]
    public void A_folder_of_other_settings_or_of_other_files_is_refused()
    {
        Write("a.png", Noise.Picture(120, 130, 1));
        _ = Run(new Dictionary<string, Landmarks> { ["a.png"] = Points });
        Directory.CreateDirectory(folder["full"]);
        File.WriteAllText(folder["full/x"], "");

        Assert.Contains(
            "other settings",
            Assert.Throws<InvalidDataException>(() => Run(new Dictionary<string, Landmarks>())).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "empty folder",
            Assert.Throws<InvalidDataException>(() => Run(new Dictionary<string, Landmarks>(), "full")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_written_ends_the_run_with_its_own_error_and_a_choice_that_is_none_is_refused()
    {
        Write("a/b.png", Noise.Picture(120, 130, 1));
        using var source = PictureSourceCatalogue.Default.Open(folder["in"]);
        var run = new CropRun(null, AlignmentTemplate.FivePoint96x112)
        {
            Landmarks = new Dictionary<string, Landmarks> { ["a/b.png"] = Points },
        };
        _ = run.Run(source, folder["out"], cancellationToken: TestContext.Current.CancellationToken);
        Directory.Delete(folder["out/a"], recursive: true);
        File.WriteAllText(folder["out/a"], "in the way");

        Assert.ThrowsAny<IOException>(
            () => run.Run(source, folder["out"], cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_picture_that_is_aligned_already_passes_byte_by_byte_under_its_own_ending()
    {
        Write("a.jpg", Noise.Picture(96, 112, 1));
        Write("b.png", Noise.Picture(96, 112, 2));
        var template = AlignmentTemplate.FivePoint96x112.Landmarks!;

        var rows = Run(
            new Dictionary<string, Landmarks>
            {
                ["a.jpg"] = template,
                ["b.png"] = template.Mapped(new SimilarityTransform(0.8, 0, 0, 0)),
            });

        Assert.Equal([CropStatus.Untouched, CropStatus.Aligned], rows.Select(row => row.Status));
        Assert.Equal(File.ReadAllBytes(folder["in/a.jpg"]), File.ReadAllBytes(folder["out/a.jpg"]));
    }

    [Theory]
    [InlineData("a.jpg", "a.png")]
    [InlineData("a.jpg", "a.jpg.png", "a.png")]
    [InlineData("a.bmp", "a.jpg", "a.jpg.bmp")]
    [InlineData("a.PNG", "a.jpg", "a.png")]
    [InlineData("a.jpg", "a.jpg.png", "a.jpg.png.png", "a.png")]
    public void Pictures_whose_crops_would_have_one_name_keep_all_crops_under_the_same_names_in_every_run(
        params string[] pictures)
    {
        foreach (var (seed, path) in pictures.Index())
        {
            Write(path, Noise.Picture(120, 130, seed));
        }

        var given = pictures.ToDictionary(path => path, _ => Points);

        var rows = Run(given);
        var again = Run(given, "again");

        Assert.Equal(
            pictures.Length, rows.Select(row => row.Output).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(rows, row => Assert.Equal(
            AlignmentTemplate.FivePoint96x112.Align(Read($"in/{row.File}"), Points).Rgb,
            Read($"out/{row.Output}").Rgb));
        Assert.Equal(rows.Select(row => row.Output), again.Select(row => row.Output));
    }

    [Fact]
    public void A_picture_that_is_new_in_a_resumed_run_does_not_replace_the_crop_of_another()
    {
        var given = new Dictionary<string, Landmarks> { ["a.jpg"] = Points, ["a.png"] = Points };
        Write("a.jpg", Noise.Picture(120, 130, 1));
        _ = Run(given);
        var first = File.ReadAllBytes(folder["out/a.png"]);
        Write("a.png", Noise.Picture(120, 130, 2));

        var rows = Run(given);

        Assert.Equal(["a.png", "a.png.png"], rows.Select(row => row.Output));
        Assert.Equal(first, File.ReadAllBytes(folder["out/a.png"]));
    }

    [Fact]
    public void A_picture_beside_a_folder_of_its_crops_name_and_one_of_a_long_name_stop_nothing()
    {
        var name = new string('n', 245);
        string[] pictures =
        [
            "x.jpg", "x.png/y.png", $"{name}.jpg", $"{new string('ä', 125)}.png",
            "b.jpg", "b.png/c.png", "b.jpg.png/d.png",
        ];
        Array.ForEach(pictures, path => Write(path, Noise.Picture(120, 130, 1)));

        var rows = Run(pictures.ToDictionary(path => path, _ => Points));

        Assert.All(rows, row => Assert.True(row.IsWritten));
        Assert.All(
            ["x.jpg.png", "x.png/y.png", $"{name}.png", "b.jpg.png.png"],
            output => Assert.True(File.Exists(folder[$"out/{output}"])));
    }

    [Fact]
    public void A_folder_that_came_in_place_of_a_crop_stops_nothing()
    {
        Write("a.png", Noise.Picture(120, 130, 1));
        Write("b.png", Noise.Picture(120, 130, 2));
        var given = new Dictionary<string, Landmarks> { ["a.png"] = Points, ["b.png"] = Points };
        _ = Run(given);
        File.Delete(folder["out/a.png"]);
        Directory.CreateDirectory(folder["out/a.png"]);

        var rows = Run(given);

        Assert.Equal([CropStatus.Unreadable, CropStatus.Aligned], rows.Select(row => row.Status));
        Assert.Contains("a folder in place of its face", rows[0].Doubts[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_crop_that_was_emptied_and_lines_that_lack_a_part_are_made_again()
    {
        string[] pictures = ["a.png", "b.png", "c.png", "d.png"];
        Array.ForEach(pictures, path => Write(path, Noise.Picture(120, 130, path[0])));
        var given = pictures.ToDictionary(path => path, _ => Points);
        _ = Run(given);
        var whole = File.ReadAllText(folder["out/landmarks.csv"]);
        var crop = File.ReadAllBytes(folder["out/a.png"]);
        File.WriteAllText(folder["out/a.png"], "");
        File.WriteAllText(
            folder["out/align.jsonl"],
            string.Join('\n', File.ReadAllLines(folder["out/align.jsonl"]).Select(line =>
                line.Contains("\"file\":\"b.png\"", StringComparison.Ordinal)
                    ? line.Replace("\"output\":\"b.png\",", "", StringComparison.Ordinal)
                : line.Contains("\"file\":\"c.png\"", StringComparison.Ordinal)
                    ? line.Replace(",\"doubts\":", ",\"others\":", StringComparison.Ordinal)
                : line.Replace("\"file\":\"d.png\",", "", StringComparison.Ordinal))) + "\n");

        _ = Run(given);

        Assert.Equal(crop, File.ReadAllBytes(folder["out/a.png"]));
        Assert.Equal(whole, File.ReadAllText(folder["out/landmarks.csv"]));
    }

    [Fact]
    public void A_second_run_into_a_folder_is_refused_while_the_first_holds_it()
    {
        Write("a.png", Noise.Picture(120, 130, 1));
        Write("b.png", Noise.Picture(120, 130, 2));
        var given = new Dictionary<string, Landmarks> { ["a.png"] = Points, ["b.png"] = Points };
        using var source = PictureSourceCatalogue.Default.Open(folder["in"]);
        var run = new CropRun(null, AlignmentTemplate.FivePoint96x112, new CropOptions { Threads = 1 })
        {
            Landmarks = given,
        };
        Exception? second = null;

        _ = run.Run(source, folder["out"], new Told(() => second ??= Record.Exception(() => Run(given))),
            TestContext.Current.CancellationToken);

        Assert.Contains("in use", Assert.IsType<IOException>(second).Message, StringComparison.Ordinal);
        Assert.All(Run(given), row => Assert.True(row.IsWritten));
    }

    [Fact]
    public void What_fails_is_listed_and_shown_and_stops_nothing()
    {
        Write("good.png", Noise.Picture(120, 130, 1));
        File.WriteAllText(folder["in/broken.png"], "no picture");
        Write("unknown.png", Noise.Picture(50, 50, 2));

        var rows = Run(new Dictionary<string, Landmarks> { ["good.png"] = Points });

        Assert.Equal([CropStatus.Unreadable, CropStatus.Aligned, CropStatus.NoFace], rows.Select(row => row.Status));
        var page = File.ReadAllText(folder["out/doubtful.html"]);
        Assert.Contains("broken.png", page, StringComparison.Ordinal);
        Assert.Contains("unknown.png", page, StringComparison.Ordinal);
        Assert.Equal(3 + 1, File.ReadAllLines(folder["out/landmarks.csv"]).Length);
    }

    [Fact]
    public void Photographs_are_searched_and_one_whose_central_face_is_a_stranger_far_behind_is_doubtful()
    {
        using var source = PictureSourceCatalogue.Default.Open(SharedFaces.Path("data/celeba-photos.zip"));
        using var some = source.Where(entry => string.CompareOrdinal(entry.Path, "05") < 0);
        var run = new CropRun(
            SharedFaces.Detector, AlignmentTemplate.FivePoint112x112, new CropOptions { Format = CropFormat.Jpeg });

        var rows = run.Run(some, folder["out"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(rows.Count > 5);
        Assert.All(rows, row => Assert.True(row.IsWritten));
        Assert.All(rows, row => Assert.Equal((112, 112), Size(Read($"out/{row.Output}"))));
        // A small blurred face in the background is nearer to the middle than the woman's.
        var stranger = rows.Single(row => row.File == "008118.jpg");
        Assert.Contains("not the largest of 2 faces", stranger.Doubts);
        Assert.Contains(stranger.Doubts, doubt => doubt.StartsWith("tiny", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Doubts.Count == 0);
    }

    [Theory]
    [InlineData("file,lex\na,1", "ley")]
    [InlineData("file,lex,ley,rex,rey,nx,ny,lmx,lmy,rmx,rmy\na,1,2,3,4,5,6,7,8,9,x", "a coordinate")]
    [InlineData("file,lex,ley,rex,rey,nx,ny,lmx,lmy,rmx,rmy\na,1,2,3,4,5,6,7,8,9,1\na,1,2,3,4,5,6,7,8,9,1",
        "every picture once")]
    public void A_table_of_points_that_is_wrong_is_refused_by_line(string text, string message)
    {
        File.WriteAllText(folder["p.csv"], text);

        Assert.Contains(
            message,
            Assert.Throws<InvalidDataException>(() => CropRun.ReadLandmarks(folder["p.csv"])).Message,
            StringComparison.Ordinal);
    }

    private IReadOnlyList<CropRow> Run(IReadOnlyDictionary<string, Landmarks> landmarks, string output = "out")
    {
        Directory.CreateDirectory(folder["in"]);
        using var source = PictureSourceCatalogue.Default.Open(folder["in"]);
        return new CropRun(null, AlignmentTemplate.FivePoint96x112, new CropOptions()) { Landmarks = landmarks }
            .Run(source, folder[output], cancellationToken: TestContext.Current.CancellationToken);
    }

    private void Write(string path, Picture picture)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[$"in/{path}"])!);
        File.WriteAllBytes(
            folder[$"in/{path}"],
            path.EndsWith(".jpg", StringComparison.Ordinal) ? picture.ToJpeg(95) : picture.ToPng());
    }

    private Picture Read(string path) => Picture.Decode(new StoredPicture(File.ReadAllBytes(folder[path])), path);

    private sealed class Told(Action tell) : IProgress<int>
    {
        public void Report(int value) => tell();
    }

    private static (int, int) Size(Picture picture) => (picture.Width, picture.Height);
}
