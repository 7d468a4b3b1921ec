using System.IO.Compression;
using NormFace.Pickles;
using Xunit;

namespace NormFace.Weights;

/// <summary>Judged by files that PyTorch 1.13 wrote: tests/golden/torch-forms.py.</summary>
public sealed class TorchCheckpointTests : IDisposable
{
    private readonly WeightFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "golden", "torch-forms", name);

    [Theory]
    [InlineData("zip.pt"), InlineData("stream.pt")]
    public void Every_tensor_has_the_type_shape_and_numbers_that_PyTorch_saved(string name)
    {
        var tensors = TorchCheckpoint.Read(Fixture(name)).StateDict();

        Assert.Equal(
            [
                "f64 F64 [2, 3]: 0 0.125 0.25 0.375 0.5 0.625",
                "f32 F32 [2, 3]: 0 0.125 0.25 0.375 0.5 0.625",
                "f16 F16 [2, 3]: 0 0.125 0.25 0.375 0.5 0.625",
                "bf16 BF16 [2, 3]: 0 0.125 0.25 0.375 0.5 0.625",
                "i64 I64 [2, 3]: 0 1 2 3 4 5",
                "i32 I32 [2, 3]: 0 1 2 3 4 5",
                "i16 I16 [2, 3]: 0 1 2 3 4 5",
                "i8 I8 [2, 3]: 0 1 2 3 4 5",
                "u8 U8 [2, 3]: 0 1 2 3 4 5",
                "bool BOOL [3]: 0 1 1",
                "transposed F32 [3, 2]: 0 0.375 0.125 0.5 0.25 0.625",
                "every_second F32 [3]: 0.25 0.5 0.75",
                "expanded F32 [3]: 7 7 7",
                "channels_last F32 [1, 3, 2, 2]: 0 0.125 0.25 0.375 0.5 0.625 0.75 0.875 1 1.125 1.25 1.375",
                "shared_head F32 [4]: 0 0.125 0.25 0.375",
                "shared_tail F32 [2, 3]: 0.5 0.625 0.75 0.875 1 1.125",
                "empty F32 [0, 3]: ",
                "single F32 []: 3.5",
                "parameter F32 [3]: 0 0.125 0.25",
            ],
            tensors.Select(tensor => $"{tensor}: {string.Join(' ', StoredNumbers.Of(tensor))}"));
    }

    [Theory]
    [InlineData("zip.pt"), InlineData("stream.pt")]
    public void What_else_was_saved_is_there_as_plain_values(string name)
    {
        var root = Assert.IsType<PickleMap>(TorchCheckpoint.Read(Fixture(name)).Root);

        Assert.Equal(["epoch", "rate", "name", "state_dict"], root.Pairs.Select(pair => pair.Key));
        Assert.Equal([3L, 0.1, "synthetic"], root.Pairs.Take(3).Select(pair => pair.Value));
    }

    [Fact]
    public void Names_of_parallel_training_lose_their_prefix()
    {
        var names = TorchCheckpoint.Read(Fixture("parallel.pt")).StateDict().Select(tensor => tensor.Name);

        Assert.Equal(
            ["0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked"],
            names);
    }

    [Fact]
    public void A_named_state_dict_is_taken_and_a_missing_one_told()
    {
        var checkpoint = TorchCheckpoint.Read(Fixture("zip.pt"));

        Assert.Equal(19, checkpoint.StateDict("state_dict").Count);
        var missing = Assert.Throws<InvalidDataException>(() => checkpoint.StateDict("ema"));
        Assert.Contains(
            "a key 'ema', found the keys 'epoch', 'rate', 'name', 'state_dict'",
            missing.Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => checkpoint.StateDict("epoch"));
    }

    [Fact]
    public void Numbers_of_a_big_endian_machine_are_turned_around()
    {
        var path = Rezip(entries =>
        {
            foreach (var (name, size) in new[] { ("0", 8), ("1", 4), ("2", 2) }) // f64, f32, f16
            {
                entries[$"zip/data/{name}"] = [
                    .. entries[$"zip/data/{name}"].Chunk(size).SelectMany(number => number.Reverse())];
            }

            entries["zip/byteorder"] = "big"u8.ToArray();
        });

        var tensors = TorchCheckpoint.Read(path).StateDict();

        Assert.All(
            tensors.Take(3), tensor => Assert.Equal([0, 0.125, 0.25, 0.375, 0.5, 0.625], StoredNumbers.Of(tensor)));
    }

    [Fact]
    public void A_TorchScript_archive_is_told_from_a_state_dict()
    {
        var error = Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Read(Fixture("script.pt")));

        Assert.Contains(
            "a TorchScript archive, which holds a program. Export its state dict with "
            + "torch.save(torch.jit.load(path).state_dict()",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_module_is_refused_by_the_name_it_wants_to_call()
    {
        var error = Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Read(Fixture("whole-module.pt")));

        Assert.Contains("'torch.nn.modules.linear.Linear'", error.Message, StringComparison.Ordinal);
        Assert.Contains("torch.save(model.state_dict(), path)", error.Message, StringComparison.Ordinal);
        Assert.StartsWith(Fixture("whole-module.pt"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compressed_entries_are_refused()
    {
        var path = folder.Zip(new() { ["data.pkl"] = new byte[1000] }, CompressionLevel.SmallestSize);

        var error = Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Read(path));
        Assert.Contains("an uncompressed entry", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_or_short_storage_is_named()
    {
        var missing = Rezip(entries => entries.Remove("zip/data/1"));
        Assert.Contains(
            "an entry 'zip/data/1'",
            Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Read(missing)).Message,
            StringComparison.Ordinal);

        var brief = Rezip(entries => entries["zip/data/1"] = new byte[20]);
        Assert.Contains(
            "6 numbers of type F32, found 20 bytes",
            Assert.Throws<InvalidDataException>(() => TorchCheckpoint.Read(brief)).Message,
            StringComparison.Ordinal);
    }

    private string Rezip(Action<Dictionary<string, byte[]>> change)
    {
        using (var archive = ZipFile.OpenRead(Fixture("zip.pt")))
        {
            var entries = archive.Entries.ToDictionary(entry => entry.FullName, Bytes);
            change(entries);
            return folder.Zip(entries);
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }
}
