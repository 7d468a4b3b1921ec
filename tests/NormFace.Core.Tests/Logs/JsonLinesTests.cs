using Xunit;

namespace NormFace.Logs;

public sealed class JsonLinesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("normface-lines-");

    public void Dispose() => folder.Delete(recursive: true);

    private JsonLines Log => new(Path.Combine(folder.FullName, "log.jsonl"));

    [Fact]
    public void Rows_come_back_as_they_were()
    {
        TrainingPoint[] points =
        [
            new(1, 2.5) { Floor = 0.1, Scale = 14 },
            new(2, double.NaN),
            new(3, double.PositiveInfinity) { EqualErrorRate = 0.1 },
        ];

        foreach (var point in points)
        {
            Log.Append(point);
        }

        Assert.Equal(points, Log.Read<TrainingPoint>());
    }

    [Fact]
    public void A_line_is_plain_JSON()
    {
        Log.Append(new TrainingPoint(7, 1.5) { LearningRate = 0.1 });
        Log.Append(new TrainingPoint(8, double.NaN));

        Assert.Equal(
            "{\"step\":7,\"loss\":1.5,\"learningRate\":0.1}\n{\"step\":8,\"loss\":\"NaN\"}\n",
            File.ReadAllText(Log.Path));
    }

    [Fact]
    public void A_log_cut_at_any_byte_keeps_its_whole_lines_and_can_be_continued()
    {
        for (var step = 1; step <= 3; step++)
        {
            Log.Append(new TrainingPoint(step, step));
        }

        var bytes = File.ReadAllBytes(Log.Path);
        for (var length = 0; length <= bytes.Length; length++)
        {
            File.WriteAllBytes(Log.Path, bytes[..length]);
            var ends = Enumerable.Range(0, bytes.Length).Where(position => bytes[position] == (byte)'\n').ToArray();
            var whole = ends.Count(end => end <= length); // a line complete but for its newline counts

            Assert.Equal(
                Enumerable.Range(1, whole).Select(step => (long)step),
                Log.Read<TrainingPoint>().Select(point => point.Step));
            Log.Append(new TrainingPoint(99, 0));
            Assert.Equal(
                [.. Enumerable.Range(1, whole), 99], Log.Read<TrainingPoint>().Select(point => (int)point.Step));
        }
    }

    [Fact]
    public void Truncating_takes_back_later_steps_and_a_torn_line_only()
    {
        File.WriteAllText(
            Log.Path,
            "{\"step\":1}\n{\"note\":\"resumed\"}\n{\"step\":3}\n\n{\"step\":2,\"x\": [1]}\n{\"step\":\"9\"}\n{\"st");

        Log.TruncateAfter(2);

        Assert.Equal(
            "{\"step\":1}\n{\"note\":\"resumed\"}\n{\"step\":2,\"x\": [1]}\n{\"step\":\"9\"}\n",
            File.ReadAllText(Log.Path));
        Assert.Equal(["log.jsonl"], folder.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public void A_missing_file_has_no_rows_and_nothing_to_take_back()
    {
        Log.TruncateAfter(0);

        Assert.Empty(Log.Read<TrainingPoint>());
        Assert.False(File.Exists(Log.Path));
    }

    [Theory]
    [InlineData(
        "{\"step\":1}\nnonsense\n{\"step\":2}\n", "log.jsonl(2): expected a JSON object that fits, found 'nonsense'.")]
    [InlineData("[1]\n", "log.jsonl(1): expected a JSON object that fits, found '[1]'.")]
    [InlineData("null\n", "log.jsonl(1): expected a JSON object that fits, found 'null'.")]
    [InlineData("{\"step\":\"x\"}\n", "log.jsonl(1):")]
    [InlineData("{\"step\":1e99}\n", "log.jsonl(1):")]
    [InlineData("{\"loss\":null}\n", "log.jsonl(1):")]
    public void A_bad_line_is_named_with_its_place(string text, string message)
    {
        File.WriteAllText(Log.Path, text);

        var error = Assert.Throws<InvalidDataException>(() => Log.Read<TrainingPoint>());

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_line_stops_truncating_before_anything_is_lost()
    {
        File.WriteAllText(Log.Path, "{\"step\":5}\n{{\n");

        Assert.Throws<InvalidDataException>(() => Log.TruncateAfter(1));

        Assert.Equal("{\"step\":5}\n{{\n", File.ReadAllText(Log.Path));
        Assert.Single(folder.GetFiles());
    }

    [Fact]
    public void Deeply_nested_and_endless_lines_are_refused_and_do_not_crash()
    {
        File.WriteAllText(Log.Path, "{\"a\":" + new string('[', 100_000) + "\n");
        Assert.Throws<InvalidDataException>(() => Log.Read<TrainingPoint>());

        File.WriteAllText(Log.Path, new string(' ', 3 << 20));
        Assert.Throws<InvalidDataException>(() => Log.Read<TrainingPoint>());
        Assert.Throws<InvalidDataException>(() => Log.Append(new TrainingPoint(1, 1)));
    }

    [Fact]
    public void Only_objects_can_be_logged() => Assert.Throws<ArgumentException>(() => Log.Append(5));
}
