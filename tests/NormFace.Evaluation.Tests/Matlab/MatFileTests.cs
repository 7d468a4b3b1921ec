using System.Globalization;
using System.Text;
using System.Text.Json;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Matlab;

/// <summary>Judged by files that scipy wrote; see tests/golden/matlab.py.</summary>
public class MatFileTests
{
    [Theory]
    [InlineData("plain"), InlineData("compressed")]
    public void Numbers_of_every_type_are_what_scipy_wrote(string file)
    {
        var read = MatFile.Read(Golden($"{file}.mat"));
        using var expected = JsonDocument.Parse(File.ReadAllText(Golden("numbers.json")));

        foreach (var variable in expected.RootElement.EnumerateObject())
        {
            var numbers = read.Get<MatNumbers>(variable.Name);
            Assert.Equal(variable.Value.GetProperty("class").GetString(), numbers.ClassName);
            Assert.Equal(
                variable.Value.GetProperty("dimensions").EnumerateArray().Select(length => length.GetInt32()),
                numbers.Dimensions);
            Assert.Equal(
                variable.Value.GetProperty("values").EnumerateArray().Select(value => Bits(Parse(value.GetString()!))),
                numbers.Values.Select(Bits));
        }
    }

    [Theory]
    [InlineData("plain"), InlineData("compressed")]
    public void Texts_cells_structures_and_truth_values_are_what_scipy_wrote(string file)
    {
        var read = MatFile.Read(Golden($"{file}.mat"));

        var truth = read.Get<MatNumbers>("truth");
        Assert.True(truth.IsLogical);
        Assert.Equal([1, 0, 1], truth.Values);
        Assert.Equal([1, 0], read.Get<MatNumbers>("complex").Values);
        Assert.Equal([2, -3.5], read.Get<MatNumbers>("complex").Imaginary);
        Assert.Equal("Zoë_0001.jpg", read.Get<MatText>("text").Characters);
        Assert.Equal(["one  ", "three"], read.Get<MatText>("rows").Rows);
        Assert.Equal(
            ["Aaron_Eckhart_0001.jpg", "Ab", "", "Zoë"],
            read.Get<MatCells>("names").Cells.Select(cell => Assert.IsType<MatText>(cell).Characters));
        var inner = Assert.IsType<MatCells>(read.Get<MatCells>("nested").Cells[1]);
        Assert.Equal("x", Assert.IsType<MatText>(inner.Cells[0]).Characters);
        Assert.Equal([3], Assert.IsType<MatNumbers>(inner.Cells[1]).Values);
        var record = read.Get<MatStruct>("record");
        Assert.Equal([5], Assert.IsType<MatNumbers>(record.Values[record.Fields.ToList().IndexOf("seed")][0]).Values);
        Assert.Equal(
            "five", Assert.IsType<MatText>(record.Values[record.Fields.ToList().IndexOf("name")][0]).Characters);
    }

    [Fact]
    public void A_file_of_the_other_byte_order_is_read()
    {
        var read = MatFile.Read(Golden("big-endian.mat"));

        Assert.Equal([1, -2, 300, -400], read.Get<MatNumbers>("compact").Values);
        Assert.Equal("double", read.Get<MatNumbers>("compact").ClassName);
        Assert.Equal([0.5, -1.25], read.Get<MatNumbers>("single").Values);
        Assert.Equal([-Math.Pow(2, 40)], read.Get<MatNumbers>("long").Values);
        Assert.Equal(
            ["ab", "ë"], read.Get<MatCells>("cells").Cells.Select(cell => Assert.IsType<MatText>(cell).Characters));
    }

    [Fact]
    public void A_missing_variable_and_one_of_another_kind_are_named()
    {
        var read = MatFile.Read(Golden("big-endian.mat"));

        Assert.EndsWith(
            "expected a variable 'labels', found compact, single, long, cells.",
            Assert.Throws<InvalidDataException>(() => read.Get<MatNumbers>("labels")).Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "expected 'cells' to be of kind MatNumbers, found [2, 1] cell.",
            Assert.Throws<InvalidDataException>(() => read.Get<MatNumbers>("cells")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_that_are_not_read_are_refused_with_the_way_out()
    {
        byte[] hdf5 =
        [
            .. Encoding.ASCII.GetBytes("MATLAB 7.3 MAT-file, Platform: GLNXA64".PadRight(124)),
            0,
            2,
            (byte)'I',
            (byte)'M',
        ];

        Assert.Contains(
            "version 7.3 (HDF5), which is not read. Load it in MATLAB and write it again with save -v7.",
            Refusal(hdf5),
            StringComparison.Ordinal);
        Assert.Contains(
            "version 7.3",
            Refusal([0x89, (byte)'H', (byte)'D', (byte)'F', .. new byte[200]]),
            StringComparison.Ordinal);
        Assert.Contains("version 4", Refusal([0, 0, 0, 0, 2, 0, 0, 0, .. new byte[200]]), StringComparison.Ordinal);
        Assert.Contains(
            "does not start with the header",
            Refusal(Encoding.ASCII.GetBytes(new string('x', 300))),
            StringComparison.Ordinal);
        Assert.Contains(
            "ends inside its header", Refusal(Encoding.ASCII.GetBytes("MATLAB 5.0")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain.mat"), InlineData("compressed.mat"), InlineData("big-endian.mat")]
    public void A_file_cut_anywhere_is_refused_or_ends_after_a_variable(string file)
    {
        var whole = File.ReadAllBytes(Golden(file));
        var count = MatFile.Read(Golden(file)).Variables.Count;
        using var folder = new TemporaryFolder();
        HashSet<int> counts = [];

        for (var length = 0; length < whole.Length; length += 3)
        {
            File.WriteAllBytes(folder["cut.mat"], whole[..length]);
            try
            {
                counts.Add(MatFile.Read(folder["cut.mat"]).Variables.Count);
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith(folder["cut.mat"] + ": ", error.Message, StringComparison.Ordinal);
            }
        }

        Assert.DoesNotContain(count, counts);
    }

    [Theory]
    [InlineData("plain.mat"), InlineData("compressed.mat"), InlineData("big-endian.mat")]
    public void Damage_anywhere_gives_a_refusal_or_values_and_nothing_else(string file)
    {
        var whole = File.ReadAllBytes(Golden(file));
        using var folder = new TemporaryFolder();
        var random = new Random(3);
        var refusals = 0;
        for (var attempt = 0; attempt < 800; attempt++)
        {
            var bytes = whole.ToArray();
            bytes[random.Next(128, bytes.Length)] = (byte)random.Next(256);
            bytes[random.Next(128, bytes.Length)] ^= 0xFF;
            File.WriteAllBytes(folder["damaged.mat"], bytes);
            try
            {
                MatFile.Read(folder["damaged.mat"]);
            }
            catch (InvalidDataException)
            {
                refusals++;
            }
        }

        Assert.InRange(refusals, 100, 800);
    }

    [Fact]
    public void A_small_file_that_claims_or_inflates_to_a_lot_takes_no_memory_for_it()
    {
        // [2^30, 1] numbers in 8 bytes; cells without bytes; 2 GiB inside a few compressed bytes.
        byte[] numbers = Matrix(6, [1 << 30, 1], [9, 0, 0, 0, 8, 0, 0, 0, .. new byte[8]]);
        byte[] cells = Matrix(1, [1 << 30, 1], []);
        byte[] inflating = Element(15, Deflated([14, 0, 0, 0, 0, 0, 0, 0x70, .. new byte[1000]]));
        byte[] lying = Element(15, Deflated([14, 0, 0, 0, 0, 0, 0, 0x30, .. new byte[1000]]));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains(
            "1073741824 values of Double are 8589934592 bytes, but the array has 8",
            Refusal([.. Header, .. numbers]),
            StringComparison.Ordinal);
        Assert.Contains("an array claims 1073741824 cells", Refusal([.. Header, .. cells]), StringComparison.Ordinal);
        Assert.Contains("larger than 1024 MiB", Refusal([.. Header, .. inflating]), StringComparison.Ordinal);
        Assert.Contains(
            "claims 805306368 bytes, but holds 1000", Refusal([.. Header, .. lying]), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Arrays_inside_each_other_without_end_are_refused()
    {
        byte[] inner = Matrix(6, [1, 1], [9, 0, 0, 0, 8, 0, 0, 0, .. new byte[8]]);
        for (var depth = 0; depth < 200; depth++)
        {
            inner = Matrix(1, [1, 1], inner);
        }

        Assert.Contains("more than 32 deep", Refusal([.. Header, .. inner]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_number_that_a_double_cannot_hold_is_refused()
    {
        byte[] large = Matrix(14, [1, 1], Element(12, BitConverter.GetBytes((1L << 53) + 1)));

        Assert.Contains(
            "the whole number 9007199254740993 is beyond 2^53",
            Refusal([.. Header, .. large]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_fields_of_several_structures_are_told_apart()
    {
        byte[] Cell(double value) => Matrix(6, [1, 1], Element(9, BitConverter.GetBytes(value)));
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.mat"],
        [
            .. Header,
            .. Matrix(2, [2, 1],
            [
                .. BitConverter.GetBytes((4 << 16) | 5), .. BitConverter.GetBytes(8),
                .. Element(1, "one\0\0\0\0\0two\0\0\0\0\0"u8.ToArray()),
                .. Cell(1), .. Cell(2), .. Cell(3), .. Cell(4),
            ]),
        ]);

        var read = MatFile.Read(folder["a.mat"]).Get<MatStruct>("abcdefgh");

        Assert.Equal(["one", "two"], read.Fields);
        Assert.Equal(
            [[1, 3], [2, 4]],
            read.Values.Select(field => field.Select(value => ((MatNumbers)value).Values[0]).ToArray()));
    }

    [Fact]
    public void A_small_file_that_holds_much_is_refused()
    {
        const int count = 20_000_000;
        byte[] zeros = Matrix(9, [1, count], Element(2, new byte[count]));

        Assert.Contains(
            "MiB, the most that is read of a file of its length",
            Refusal([.. Header, .. Element(15, Deflated(zeros))]),
            StringComparison.Ordinal);
    }

    private static byte[] Header =>
        [.. Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file".PadRight(124)), 0, 1, (byte)'I', (byte)'M'];

    private static byte[] Matrix(byte kind, int[] dimensions, byte[] content) => Element(14,
    [
        .. Element(6, [kind, 0, 0, 0, 0, 0, 0, 0]),
        .. Element(5, [.. dimensions.SelectMany(BitConverter.GetBytes)]),
        .. Element(1, "abcdefgh"u8.ToArray()),
        .. content,
    ]);

    private static byte[] Element(int storage, byte[] content) =>
        [.. BitConverter.GetBytes(storage), .. BitConverter.GetBytes(content.Length), .. content];

    private static byte[] Deflated(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (
            var stream = new System.IO.Compression.ZLibStream(target, System.IO.Compression.CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }

        return target.ToArray();
    }

    private static string Refusal(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["bad.mat"], bytes);
        return Assert.Throws<InvalidDataException>(() => MatFile.Read(folder["bad.mat"])).Message;
    }

    private static double Parse(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static string Golden(string name) => SharedData.InRepository($"tests/golden/matlab/{name}");
}
