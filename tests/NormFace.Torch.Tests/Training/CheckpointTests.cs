using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NormFace.Recipes;
using NormFace.Weights;
using Xunit;

namespace NormFace.Training;

public sealed class CheckpointTests : IDisposable
{
    private static readonly Recipe Recipe = SmallRun.Recipe();
    private static readonly Lazy<Dictionary<string, byte[]>> Stopped = new(TrainTo12);
    private readonly string root = Directory.CreateTempSubdirectory("normface-checkpoints-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    public static TheoryData<string> Damages { get; } =
        [.. Named.Keys];

    private static Dictionary<string, Func<byte[], byte[]>> Named => new()
    {
        ["a weight"] = bytes => Flipped(bytes, bytes.Length - 5),
        ["the step"] = Changed("\\\"step\\\":12", "\\\"step\\\":11"),
        ["a sum"] = Changed("lossSum", "lossSun"),
        ["the JSON of the numbers"] = Changed("{\\\"", "[\\\""),
        ["the JSON of the header"] = Changed("\"dtype\"", "\"dtype:"),
        ["the name of a text"] = Changed("\"numbers\"", "\"numbres\""),
        ["the name of the checksum"] = Changed("\"checksum\"", "\"chekcsum\""),
        ["the checksum"] = Changed("\"checksum\":\"", "\"checksum\":\"\\u0030"),
        ["the name of a tensor"] = Changed("\"network.", "\"netwotk."),
        ["the type of a tensor"] = Changed("\"F32\"", "\"I32\""),
        ["the shape of a tensor"] = Changed("\"shape\":[16,", "\"shape\":[16,1,"),
        ["the engine"] = Changed("libtorch", "libtouch"),
        ["the precision"] = Changed("False", "True"),
        ["the length of the header"] = bytes => Flipped(bytes, 0),
        ["an impossible length of the header"] = bytes => Flipped(bytes, 6),
        ["the second half"] = bytes => bytes[..(bytes.Length / 2)],
        ["everything"] = _ => [],
        ["everything but a foreign file"] = _ => Encoding.UTF8.GetBytes("not a checkpoint"),
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Whatever_is_damaged_in_the_last_checkpoint_costs_the_steps_since_the_one_before(string damaged)
    {
        var folder = StoppedAfter12();
        Damage(folder.CheckpointPath(12), damaged);

        var (step, notices, state) = Resumed();

        Assert.Equal(10, step);
        Assert.Contains(notices, notice =>
            notice.StartsWith("The checkpoint 'step-000000012.safetensors' is damaged", StringComparison.Ordinal));
        File.Delete(folder.CheckpointPath(12));
        Assert.Equal(state, Resumed().State);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void Whatever_is_damaged_in_the_only_checkpoint_the_run_starts_anew_and_says_so(string damaged)
    {
        var folder = StoppedAfter12();
        File.Delete(folder.CheckpointPath(10));
        Damage(folder.CheckpointPath(12), damaged);

        var (step, notices, state) = Resumed();

        Assert.Equal(0, step);
        Assert.Contains("No intact checkpoint is left: the run starts again at step 0.", notices);
        File.Delete(folder.CheckpointPath(12));
        Assert.Equal(state, Resumed().State);
    }

    [Fact]
    public void No_byte_of_the_header_can_be_changed_unnoticed()
    {
        var path = StoppedAfter12().CheckpointPath(12);
        var good = File.ReadAllBytes(path);
        var length = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(good);
        for (var place = 0; place < length; place++)
        {
            File.WriteAllBytes(path, Flipped(good, place));

            Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(path));
        }
    }

    [Fact]
    public void A_renamed_checkpoint_is_not_taken_for_a_later_one()
    {
        var folder = StoppedAfter12();
        File.Copy(folder.CheckpointPath(10), folder.CheckpointPath(15));
        File.WriteAllText(Path.Combine(folder.Path, "checkpoints", "step-last.safetensors"), "a file of somebody");

        var (step, notices, _) = Resumed();

        Assert.Equal(12, step);
        Assert.Contains(notices, notice =>
            notice.Contains("its name says step 15, its content 10", StringComparison.Ordinal));
    }

    [Fact]
    public void A_damaged_checkpoint_does_not_displace_an_intact_one()
    {
        var folder = StoppedAfter12();
        File.WriteAllText(folder.CheckpointPath(999), "");
        File.WriteAllText(folder.CheckpointPath(998), "");

        StopAfter(14, root);

        Assert.Equal([14, 12], folder.Checkpoints.Select(RunFolder.StepOf));
    }

    [Fact]
    public void A_checkpoint_whose_checksum_leaves_out_the_step_is_refused_with_what_to_do()
    {
        var folder = StoppedAfter12();
        var file = SafetensorsFile.Read(folder.CheckpointPath(12));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in file.Tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            hash.AppendData(tensor.Bytes.Span);
        }

        SafetensorsFile.Write(folder.CheckpointPath(12), file.Tensors, new Dictionary<string, string>
        {
            ["numbers"] = file.Metadata["numbers"],
            ["sha256"] = Convert.ToHexStringLower(hash.GetHashAndReset()),
            ["engine"] = file.Metadata["engine"],
            ["isBFloat16"] = file.Metadata["isBFloat16"],
        });

        Assert.Contains(
            "was written by an older version of NormFace",
            Assert.Throws<InvalidDataException>(() => Resumed()).Message,
            StringComparison.Ordinal);
    }

    // A run with checkpoints of steps 10 and 12.
    private RunFolder StoppedAfter12()
    {
        foreach (var (name, bytes) in Stopped.Value)
        {
            var path = Path.Combine(root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }

        using var folder = RunFolder.Open(root, Recipe, isResumed: true);
        return folder;
    }

    private static Dictionary<string, byte[]> TrainTo12()
    {
        var path = Directory.CreateTempSubdirectory("normface-checkpoints-").FullName;
        StopAfter(12, path);
        var files = Directory.GetFiles(path, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(path, file), File.ReadAllBytes);
        Directory.Delete(path, recursive: true);
        return files;
    }

    private static void StopAfter(long step, string path)
    {
        using var stop = new CancellationTokenSource();
        using var folder = RunFolder.Open(path, Recipe, isResumed: true);
        using var session = TrainingSession.Create(Recipe);
        var observer = new TrainingObserver { Stepped = taken => { if (taken == step) { stop.Cancel(); } } };
        Assert.Throws<OperationCanceledException>(() => new Trainer(session, observer).Run(folder, stop.Token));
    }

    // What a run begins with: steps taken, what was said, every weight and number of the session.
    private (long Step, List<string> Notices, byte[] State) Resumed()
    {
        var notices = new List<string>();
        using var folder = RunFolder.Open(root, Recipe, isResumed: true);
        using var session = TrainingSession.Create(Recipe);
        var interval = new LogInterval(TimeProvider.System);
        var step = Checkpoint.Resume(folder, session, interval, new TrainingObserver { Noticed = notices.Add });
        var model = Path.Combine(root, "state.safetensors");
        session.WriteModel(model);
        byte[] state =
        [
            .. File.ReadAllBytes(model),
            .. session.Optimizer.State.Values.SelectMany(tensor => tensor.bytes.ToArray()),
            .. session.Optimizer.Numbers.Values.Append(interval.LossSum).SelectMany(BitConverter.GetBytes),
        ];
        File.Delete(model);
        return (step, notices, state);
    }

    private static void Damage(string path, string damaged)
    {
        var good = File.ReadAllBytes(path);
        var bad = Named[damaged](good);
        Assert.NotEqual(good, bad);
        File.WriteAllBytes(path, bad);
    }

    private static byte[] Flipped(byte[] bytes, int place)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[place] ^= 1;
        return flipped;
    }

    // Changes a text of the header, whose length and padding stay right.
    private static Func<byte[], byte[]> Changed(string from, string to) => bytes =>
    {
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var header = Encoding.UTF8.GetString(bytes, 8, length);
        var place = header.IndexOf(from, StringComparison.Ordinal);
        Assert.True(place >= 0, header[..Math.Min(2000, header.Length)]);
        var changed = Encoding.UTF8.GetBytes(header[..place] + to + header[(place + from.Length)..]);
        byte[] size = BitConverter.GetBytes((long)changed.Length);
        return [.. size, .. changed, .. bytes[(8 + length)..]];
    };
}
