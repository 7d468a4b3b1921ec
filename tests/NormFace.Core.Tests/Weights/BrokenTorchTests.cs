using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace NormFace.Weights;

public sealed class BrokenTorchTests : IDisposable
{
    private const string Six = "S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI6\n";

    private readonly WeightFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("cos\nsystem\n(S'touch executed'\ntR.", "'os.system'")]
    [InlineData("cbuiltins\neval\n(S'1'\ntR.", "'builtins.eval'")]
    [InlineData("ctorch.hub\nload\n(S'1'\ntR.", "'torch.hub.load'")]
    [InlineData("ccollections\nOrderedDict\n(I1\ntR.", "'collections.OrderedDict'")]
    public void Nothing_is_called_and_what_was_wanted_is_named(string pickle, string name)
    {
        foreach (var path in new[]
            {
                Zip(pickle),
                folder.Write("bare.pkl", Encoding.Latin1.GetBytes(pickle)),
                Stream(pickle),
            })
        {
            var error = Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Read(path));
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
            Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(folder["executed"]) || File.Exists("executed"));
    }

    [Fact]
    public void The_pickles_of_these_tests_are_read_where_nothing_is_wrong()
    {
        var tensor = Assert.Single(TorchCheckpoint.Read(Zip(Map(Tensor(Six, 1, [2, 2], [3, 1])))).StateDict());

        Assert.Equal("a F32 [2, 2]: 1 2 4 5", $"{tensor}: {string.Join(' ', StoredNumbers.Of(tensor))}");
        Assert.Equal(
            StoredNumbers.Of(tensor),
            StoredNumbers.Of(TorchCheckpoint.Read(Stream(Map(Tensor(Six, 1, [2, 2], [3, 1])))).StateDict()[0]));
    }

    [Theory]
    [InlineData(6L, new long[] { 1 }, new long[] { 1 })]
    [InlineData(-1L, new long[] { 1 }, new long[] { 1 })]
    [InlineData(0L, new long[] { 7 }, new long[] { 1 })]
    [InlineData(0L, new long[] { 2, 3 }, new long[] { 1, 3 })]
    [InlineData(5L, new long[] { 2 }, new long[] { -1 })]
    [InlineData(0L, new long[] { -1 }, new long[] { 1 })]
    [InlineData(0L, new long[] { 2 }, new long[] { 1, 1 })]
    [InlineData(0L, new long[] { 2 }, new long[] { long.MaxValue })]
    [InlineData(long.MaxValue, new long[] { 2 }, new long[] { 1 })]
    [InlineData(0L, new long[] { 1L << 40, 1L << 40 }, new long[] { 0, 0 })]
    [InlineData(0L, new long[] { 1L << 32 }, new long[] { 0 })]
    public void A_tensor_that_leaves_its_storage_is_refused(long offset, long[] shape, long[] strides)
    {
        var error = Assert.Throws<InvalidDataException>(() =>
            TorchCheckpoint.Read(Zip(Map(Tensor(Six, offset, shape, strides)))));

        Assert.Contains("found a tensor of shape", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI600000000000000\n")]
    [InlineData("S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI-6\n")]
    [InlineData("S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI7\n")]
    [InlineData("S'storage'\nctorch\nComplexFloatStorage\nS'0'\nS'cpu'\nI3\n")]
    [InlineData("S'storage'\nctorch\nQInt8Storage\nS'0'\nS'cpu'\nI24\n")]
    [InlineData("S'storage'\nctorch\nFloatStorage\nS'1'\nS'cpu'\nI6\n")]
    [InlineData("S'storage'\nctorch\nFloatStorage\nS'../data.pkl'\nS'cpu'\nI6\n")]
    [InlineData("S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\n")]
    [InlineData("S'module'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI6\n")]
    [InlineData("S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI6\n(S'v'\nI3\nI4\nt")]
    [InlineData("S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI6\n(S'v'\nI-3\nI4\nt")]
    public void A_storage_that_is_not_there_is_refused(string storage)
    {
        Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Read(Zip(Map(Tensor(storage, 0, [1], [1])))));
        Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Read(Stream(Map(Tensor(storage, 0, [1], [1])))));
    }

    [Fact]
    public void Old_files_may_name_a_part_of_a_storage()
    {
        var path = Stream(Map(Tensor(Six + "(S'v'\nI2\nI4\nt", 1, [2], [1])));

        Assert.Equal([3, 4], StoredNumbers.Of(TorchCheckpoint.Read(path).StateDict()[0]));
    }

    [Fact]
    public void A_small_file_cannot_claim_much_memory()
    {
        var checkpoint = TorchCheckpoint.Read(Zip(Map(Tensor(Six, 0, [1L << 14, 1L << 13], [0, 0]))));

        var error = Assert.Throws<InvalidDataException>(() => checkpoint.StateDict());
        Assert.Contains("536870912. Save contiguous tensors", error.Message, StringComparison.Ordinal);
    }

    // Each once took minutes or gigabytes: a value that is long, and a call that walks through it, again and again.
    [Theory]
    [InlineData("ccollections\nOrderedDict\np0\n0(](", "(I1\nNt", "etp1\n0", "g0\ng1\nR0")]
    [InlineData("(S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI6\n", "N", "tp1\n0", "g1\nQ0")]
    [InlineData("(S'storage'\nctorch\nFloatStorage\nS'", "0000000000", "'\nS'cpu'\nI6\ntp1\n0", "g1\nQ0")]
    [InlineData(
        "ctorch._utils\n_rebuild_tensor\np0\n0((S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI6\ntQI0\n(", "I1\n",
        "tp2\ng2\ntp1\n0", "g0\ng1\nR0")]
    public void A_call_on_a_long_value_again_and_again_is_refused(string start, string part, string end, string call)
    {
        var pickle = start + string.Concat(Enumerable.Repeat(part, 100_000)) + end
            + string.Concat(Enumerable.Repeat(call, 100_000)) + ".";
        var path = Zip(pickle);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Read(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256L << 20);
    }

    [Fact]
    public void Dictionaries_that_hold_each_other_many_times_end_early()
    {
        // 60 levels, each holding the one below twice: 2^60 ways to the tensor.
        var pickle = new StringBuilder("(dS'a'\n" + Tensor(Six, 0, [1], [1]) + "sp0\n");
        for (var level = 1; level <= 60; level++)
        {
            pickle.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"(dS'l'\ng{level - 1}\nsS'r'\ng{level - 1}\nsp{level}\n");
        }

        var checkpoint = TorchCheckpoint.Read(Zip(pickle.Append('.').ToString()));

        Assert.Contains(
            "at most 100000 values",
            Assert.Throws<InvalidDataException>(() => checkpoint.StateDict()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(d.", "found the keys .")]
    [InlineData("I5\n.", "no dictionary")]
    [InlineData("(dS'epoch'\nI5\ns.", "'epoch'")]
    public void Files_without_tensors_say_what_they_hold(string pickle, string found)
    {
        var checkpoint = TorchCheckpoint.Read(Zip(pickle));
        var error = Assert.Throws<InvalidDataException>(() => checkpoint.StateDict());

        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tensors_of_one_name_are_refused()
    {
        var tensor = Tensor(Six, 0, [1], [1]);
        var checkpoint = TorchCheckpoint.Read(Zip($"(dS'a'\n(dS'b'\n{tensor}ssS'a.b'\n{tensor}s."));

        Assert.Contains(
            "a.b): expected every name once",
            Assert.Throws<InvalidDataException>(() => checkpoint.StateDict()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_that_claim_the_same_bytes_are_refused_once_they_are_more_than_the_file()
    {
        string Storage(int key) => Six.Replace("'0'", $"'{key}'", StringComparison.Ordinal)
            .Replace("I6", "I1000", StringComparison.Ordinal);
        var pickle = string.Concat(
            Enumerable.Range(0, 4).Select(key => $"S'{key}'\n{Tensor(Storage(key), 0, [1], [1])}s"));
        var entries = new Dictionary<string, byte[]>
        {
            ["data.pkl"] = Encoding.Latin1.GetBytes($"(d{pickle}."),
            ["data/0"] = new byte[4000],
        };
        for (var key = 1; key < 4; key++)
        {
            entries[$"data/{key}"] = [];
        }

        var path = folder.Zip(entries);
        var bytes = File.ReadAllBytes(path);
        var records = Directory(bytes);
        foreach (var record in records.Skip(2))
        {
            bytes.AsSpan(records[1] + 16, 12).CopyTo(bytes.AsSpan(record + 16)); // checksum, both sizes
            bytes.AsSpan(records[1] + 42, 4).CopyTo(bytes.AsSpan(record + 42)); // where the entry lies
        }

        File.WriteAllBytes(path, bytes);
        Assert.Contains(
            "an uncompressed entry of at most",
            Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Read(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void One_flipped_bit_of_a_weight_in_a_zip_is_noticed()
    {
        var bytes = File.ReadAllBytes(Zip(Map(Tensor(Six, 0, [6], [1]))));
        bytes[bytes.AsSpan().IndexOf(Numbers) + 9] ^= 1;

        var error = Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Read(folder.Write("bad.pt", bytes)));
        Assert.Contains(
            "(data/0): expected the content its checksum was made of", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zip.pt"), InlineData("stream.pt"), InlineData("script.pt")]
    public void Flipped_bits_and_cut_files_give_an_error_or_another_whole_file(string name) => Hostile.Vary(
        File.ReadAllBytes(TorchCheckpointTests.Fixture(name)),
        bytes =>
        {
            var path = folder.Write("bad.pt", bytes);
            if (name != "script.pt" || !IsScript(path))
            {
                _ = TorchCheckpoint.Read(path).StateDict();
            }
        });

    private static bool IsScript(string path)
    {
        var error = Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Read(path));
        return error.Message.Contains("TorchScript", StringComparison.Ordinal);
    }

    private string Zip(string pickle) =>
        folder.Zip(new() { ["data.pkl"] = Encoding.Latin1.GetBytes(pickle), ["data/0"] = Numbers });

    private string Stream(string pickle) => folder.Write(
        "stream.pt",
        [
            .. Magic,
            .. "I1001\n."u8,
            .. "(dS'little_endian'\nI01\ns."u8,
            .. Encoding.Latin1.GetBytes(pickle),
            .. "(lS'0'\na."u8,
            6,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            .. Numbers,
        ]);

    private static byte[] Magic =>
        [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.'];

    private static byte[] Numbers
    {
        get
        {
            var bytes = new byte[24];
            for (var index = 0; index < 6; index++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * index), index);
            }

            return bytes;
        }
    }

    private static string Map(string tensor) => $"(dS'a'\n{tensor}s.";

    private static string Tensor(string storage, long offset, long[] shape, long[] strides) =>
        $"ctorch._utils\n_rebuild_tensor_v2\n(({storage}tQI{offset}\n{Tuple(shape)}{Tuple(strides)}I00\nNtR";

    private static string Tuple(long[] numbers) => $"({string.Concat(numbers.Select(number => $"I{number}\n"))}t";

    private static int[] Directory(byte[] zip) =>
        [.. Enumerable.Range(0, zip.Length - 4).Where(index => zip.AsSpan(index, 4).SequenceEqual("PK\u0001\u0002"u8))];
}
