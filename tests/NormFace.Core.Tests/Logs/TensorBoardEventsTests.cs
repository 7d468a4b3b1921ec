using System.Text;
using Xunit;

namespace NormFace.Logs;

public sealed class TensorBoardEventsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("normface-events-");
    private readonly FixedTime time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_250));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Scalars_are_read_back_with_step_and_wall_time()
    {
        string path;
        using (var events = new TensorBoardEvents(folder.FullName, time))
        {
            path = events.Path;
            events.Write(100, ("train/loss", 1.5), ("train/scale", 12.25));
            time.Now += TimeSpan.FromSeconds(2);
            events.Write(5_000_000_000, ("eval/équal error rate", double.NaN));
        }

        var read = EventFileReader.Read(path);

        Assert.Equal(4, read.Count);
        Assert.Equal((1_700_000_000.25, 0, "brain.Event:2"), (read[0].WallTime, read[0].Step, read[0].FileVersion));
        Assert.Equal((1, 0), (read[1].SessionStatus, read[1].Step));
        Assert.Equal([("train/loss", 1.5f), ("train/scale", 12.25f)], read[2].Scalars);
        Assert.Equal((1_700_000_000.25, 100), (read[2].WallTime, read[2].Step));
        Assert.Equal([("eval/équal error rate", float.NaN)], read[3].Scalars);
        Assert.Equal((1_700_000_002.25, 5_000_000_000), (read[3].WallTime, read[3].Step));
    }

    [Fact]
    public void The_bytes_of_an_event_are_those_of_the_format()
    {
        using var events = new TensorBoardEvents(folder.FullName, time);
        var before = new FileInfo(events.Path).Length;

        events.Write(3, ("a", 1));

        // By hand: field 1 double; field 2 varint 3; field 5 of 10 bytes: field 1 of 8 bytes: "a", float 1 =
        // 0x3F800000.
        byte[] wallTime = BitConverter.GetBytes(1_700_000_000.25);
        byte[] expected = [0x09, .. wallTime, 0x10, 3, 0x2A, 10, 0x0A, 8, 0x0A, 1, (byte)'a', 0x15, 0, 0, 0x80, 0x3F];
        var written = ReadShared(events.Path)[(int)before..];
        Assert.Equal(expected.Length, BitConverter.ToInt64(written));
        Assert.Equal(expected, written[12..^4]);
    }

    [Fact]
    public void A_resumed_run_begins_a_later_file_that_voids_steps_from_there_on()
    {
        using var first = new TensorBoardEvents(folder.FullName, time);
        using var second = new TensorBoardEvents(folder.FullName, time, firstStep: 501);

        Assert.True(string.CompareOrdinal(second.Path, first.Path) > 0, $"{second.Path} must sort after {first.Path}.");
        var start = EventFileReader.Read(second.Path)[1];
        Assert.Equal((1, 501), (start.SessionStatus, start.Step));
    }

    [Fact]
    public void Files_are_named_as_TensorBoard_looks_for_them()
    {
        using var events = new TensorBoardEvents(folder.FullName, time);

        Assert.StartsWith(
            "events.out.tfevents.1700000000.", System.IO.Path.GetFileName(events.Path), StringComparison.Ordinal);
    }

    [Theory] // RFC 3720, appendix B.4, and the check value of the CRC catalogue
    [InlineData(0x8A9136AA, "00")]
    [InlineData(0x62A8AB43, "FF")]
    [InlineData(0x46DD794E, "up")]
    [InlineData(0x113FDB5C, "down")]
    [InlineData(0xE3069283, "123456789")]
    public void The_checksum_is_CRC_32C(uint expected, string what)
    {
        byte[] data = what switch
        {
            "00" => new byte[32],
            "FF" => [.. Enumerable.Repeat((byte)0xFF, 32)],
            "up" => [.. Enumerable.Range(0, 32).Select(value => (byte)value)],
            "down" => [.. Enumerable.Range(0, 32).Select(value => (byte)(31 - value))],
            _ => Encoding.ASCII.GetBytes(what),
        };

        Assert.Equal(expected, RecordChecksum.Crc32C(data));
        Assert.Equal(expected, EventFileReader.Crc32C(data));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        using var events = new TensorBoardEvents(folder.FullName, time);

        Assert.Throws<ArgumentOutOfRangeException>(() => events.Write(-1, ("a", 1)));
        Assert.Throws<ArgumentException>(() => events.Write(1, ("", 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TensorBoardEvents(folder.FullName, time, -1));
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
