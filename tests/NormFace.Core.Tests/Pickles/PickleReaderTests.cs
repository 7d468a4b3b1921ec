using System.Numerics;
using System.Text;
using NormFace.Storage;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Pickles;

public class PickleReaderTests
{
    // pickle.dumps(value, protocol) of CPython 3.11 for the value that the first test checks.
    private static readonly string[] ByProtocol =
    [
        "KGRwMApWbm9uZQpwMQpOc1Z5ZXMKcDIKSTAxCnNWbm8KcDMKSTAwCnNWaW50cwpwNAoobHA1CkkwCmFJMjU1CmFJNjU1MzUKYUktMQphSTIxND" +
        "c0ODM2NDcKYUktMjE0NzQ4MzY0OAphTDkyMjMzNzIwMzY4NTQ3NzU4MDdMCmFMLTkyMjMzNzIwMzY4NTQ3NzU4MDhMCmFMMTIwODkyNTgxOTYx" +
        "NDYyOTE3NDcwNjE3NkwKYUwtMTIwODkyNTgxOTYxNDYyOTE3NDcwNjE3NkwKYXNWZmxvYXRzCnA2CihGMC41CkYtMWUrMzAwCkZpbmYKdHA3Cn" +
        "NWdGV4dApwOApWaPZoZSBcVTAwMDFmNjAwIFx1MDAwYVx1MDA1Y3UwMDQxCnA5CnNWbGlzdApwMTAKKGxwMTEKKGxwMTIKYShscDEzCkkxCmFh" +
        "KEkxCkkyCnRwMTQKYSh0YShJMQpJMgpJMwpJNAp0cDE1CmFzSTMKVnRocmVlCnAxNgpzZzE0ClZ0dXBsZQpwMTcKc1ZzaGFyZWQKcDE4CihscD" +
        "E5CihscDIwCkk3CmFhZzIwCmFzLg==",
        "fXEAKFgEAAAAbm9uZXEBTlgDAAAAeWVzcQJJMDEKWAIAAABub3EDSTAwClgEAAAAaW50c3EEXXEFKEsAS/9N//9K/////0r///9/SgAAAIBMOT" +
        "IyMzM3MjAzNjg1NDc3NTgwN0wKTC05MjIzMzcyMDM2ODU0Nzc1ODA4TApMMTIwODkyNTgxOTYxNDYyOTE3NDcwNjE3NkwKTC0xMjA4OTI1ODE5" +
        "NjE0NjI5MTc0NzA2MTc2TAplWAYAAABmbG9hdHNxBihHP+AAAAAAAABH/jfkPIgAdZxHf/AAAAAAAAB0cQdYBAAAAHRleHRxCFgSAAAAaMO2aG" +
        "Ug8J+YgCAKXHUwMDQxcQlYBAAAAGxpc3RxCl1xCyhdcQxdcQ1LAWEoSwFLAnRxDikoSwFLAksDSwR0cQ9lSwNYBQAAAHRocmVlcRBoDlgFAAAA" +
        "dHVwbGVxEVgGAAAAc2hhcmVkcRJdcRMoXXEUSwdhaBRldS4=",
        "gAJ9cQAoWAQAAABub25lcQFOWAMAAAB5ZXNxAohYAgAAAG5vcQOJWAQAAABpbnRzcQRdcQUoSwBL/03//0r/////Sv///39KAAAAgIoI//////" +
        "///3+KCAAAAAAAAACAigsAAAAAAAAAAAAAAYoLAAAAAAAAAAAAAP9lWAYAAABmbG9hdHNxBkc/4AAAAAAAAEf+N+Q8iAB1nEd/8AAAAAAAAIdx" +
        "B1gEAAAAdGV4dHEIWBIAAABow7ZoZSDwn5iAIApcdTAwNDFxCVgEAAAAbGlzdHEKXXELKF1xDF1xDUsBYUsBSwKGcQ4pKEsBSwJLA0sEdHEPZU" +
        "sDWAUAAAB0aHJlZXEQaA5YBQAAAHR1cGxlcRFYBgAAAHNoYXJlZHESXXETKF1xFEsHYWgUZXUu",
        "gAN9cQAoWAQAAABub25lcQFOWAMAAAB5ZXNxAohYAgAAAG5vcQOJWAQAAABpbnRzcQRdcQUoSwBL/03//0r/////Sv///39KAAAAgIoI//////" +
        "///3+KCAAAAAAAAACAigsAAAAAAAAAAAAAAYoLAAAAAAAAAAAAAP9lWAYAAABmbG9hdHNxBkc/4AAAAAAAAEf+N+Q8iAB1nEd/8AAAAAAAAIdx" +
        "B1gEAAAAdGV4dHEIWBIAAABow7ZoZSDwn5iAIApcdTAwNDFxCVgEAAAAbGlzdHEKXXELKF1xDF1xDUsBYUsBSwKGcQ4pKEsBSwJLA0sEdHEPZU" +
        "sDWAUAAAB0aHJlZXEQaA5YBQAAAHR1cGxlcRFYBgAAAHNoYXJlZHESXXETKF1xFEsHYWgUZXUu",
        "gASVAgEAAAAAAAB9lCiMBG5vbmWUTowDeWVzlIiMAm5vlImMBGludHOUXZQoSwBL/03//0r/////Sv///39KAAAAgIoI/////////3+KCAAAAA" +
        "AAAACAigsAAAAAAAAAAAAAAYoLAAAAAAAAAAAAAP9ljAZmbG9hdHOURz/gAAAAAAAAR/435DyIAHWcR3/wAAAAAAAAh5SMBHRleHSUjBJow7Zo" +
        "ZSDwn5iAIApcdTAwNDGUjARsaXN0lF2UKF2UXZRLAWFLAUsChpQpKEsBSwJLA0sEdJRlSwOMBXRocmVllGgOjAV0dXBsZZSMA3NldJQoSwmRlI" +
        "wGc2hhcmVklF2UKF2USwdhaBZldS4=",
        "gAWVAgEAAAAAAAB9lCiMBG5vbmWUTowDeWVzlIiMAm5vlImMBGludHOUXZQoSwBL/03//0r/////Sv///39KAAAAgIoI/////////3+KCAAAAA" +
        "AAAACAigsAAAAAAAAAAAAAAYoLAAAAAAAAAAAAAP9ljAZmbG9hdHOURz/gAAAAAAAAR/435DyIAHWcR3/wAAAAAAAAh5SMBHRleHSUjBJow7Zo" +
        "ZSDwn5iAIApcdTAwNDGUjARsaXN0lF2UKF2UXZRLAWFLAUsChpQpKEsBSwJLA0sEdJRlSwOMBXRocmVllGgOjAV0dXBsZZSMA3NldJQoSwmRlI" +
        "wGc2hhcmVklF2UKF2USwdhaBZldS4=",
    ];

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Plain_values_of_every_protocol_are_read(int protocol)
    {
        var map = Assert.IsType<PickleMap>(Read(Convert.FromBase64String(ByProtocol[protocol])));

        Assert.Null(Value(map, "none"));
        Assert.Equal(true, Value(map, "yes"));
        Assert.Equal(false, Value(map, "no"));
        var two80 = BigInteger.Pow(2, 80);
        Assert.Equal(
            [
                0L,
                255L,
                65535L,
                -1L,
                (long)int.MaxValue,
                (long)int.MinValue,
                long.MaxValue,
                long.MinValue,
                two80,
                -two80],
            Assert.IsType<List<object?>>(Value(map, "ints")));
        Assert.Equal([0.5, -1e300, double.PositiveInfinity], Assert.IsType<object?[]>(Value(map, "floats")));
        Assert.Equal("höhe \U0001F600 \n\\u0041", Value(map, "text"));
        Assert.Equal("three", Value(map, 3L));
        var shared = Assert.IsType<List<object?>>(Value(map, "shared"));
        Assert.Same(shared[0], shared[1]);
        var list = Assert.IsType<List<object?>>(Value(map, "list"));
        Assert.Equal(5, list.Count);
        Assert.Equal([1L], Assert.IsType<List<object?>>(list[1]));
        Assert.Equal([1L, 2L], Assert.IsType<object?[]>(list[2]));
        Assert.Equal([], Assert.IsType<object?[]>(list[3]));
        Assert.Equal([1L, 2L, 3L, 4L], Assert.IsType<object?[]>(list[4]));
        Assert.Equal(
            ["none", "yes", "no", "ints", "floats", "text", "list", 3L], map.Pairs.Take(8).Select(pair => pair.Key));
        if (protocol >= 4)
        {
            Assert.Equal([9L], Assert.IsType<List<object?>>(Value(map, "set")));
        }
    }

    [Theory]
    [InlineData("S'a\\x00\\'\\n'\n.", "a\0'\n")]
    [InlineData("U\u0003a\u00ff\n.", "a\u00ff\n")]
    [InlineData("T\u0002\0\0\0ab.", "ab")]
    public void A_string_of_Python_2_is_text_or_bytes_as_asked(string pickle, string expected)
    {
        Assert.Equal(expected, Read(Encoding.Latin1.GetBytes(pickle)));
        Assert.Equal(
            Encoding.Latin1.GetBytes(expected),
            Read(Encoding.Latin1.GetBytes(pickle), new PickleRules { ByteStrings = true }));
    }

    [Fact]
    public void The_stream_is_left_behind_the_pickle()
    {
        using var stream = new MemoryStream([.. "I1\n."u8, .. "I2\n."u8, 42]);

        Assert.Equal(1L, PickleReader.Read(stream, "two"));
        Assert.Equal(2L, PickleReader.Read(stream, "two"));
        Assert.Equal(42, stream.ReadByte());
    }

    [Fact]
    public void The_head_of_a_PyTorch_checkpoint_is_read()
    {
        var path = SharedData.Find("data/mtcnn/facenet-pytorch/pnet.pt");
        Assert.SkipUnless(path is not null, "shared/data is absent.");
        using var stream = File.OpenRead(path!);

        Assert.Equal(
            BigInteger.Parse("01950a86a20f9469cfc6c", System.Globalization.NumberStyles.HexNumber, null),
            PickleReader.Read(stream, path!));
        Assert.Equal(1001L, PickleReader.Read(stream, path!)); // the version of the form
        Assert.Equal(true, Value(Assert.IsType<PickleMap>(PickleReader.Read(stream, path!)), "little_endian"));
    }

    // pickle.dumps of an object whose __reduce__ gives (os.system, ('touch /tmp/never',)), protocols 0, 2 and 4.
    [Theory]
    [InlineData("Y3Bvc2l4CnN5c3RlbQpwMAooVnRvdWNoIC90bXAvbmV2ZXIKcDEKdHAyClJwMwou")]
    [InlineData("gAJjcG9zaXgKc3lzdGVtCnEAWBAAAAB0b3VjaCAvdG1wL25ldmVycQGFcQJScQMu")]
    [InlineData("gASVKwAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjBB0b3VjaCAvdG1wL25ldmVylIWUUpQu")]
    public void A_call_is_refused_by_its_name(string pickle)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(Convert.FromBase64String(pickle)));

        Assert.Contains("'posix.system'", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("file.bin(", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(ios\nsystem\n.")]
    [InlineData("(cos\nsystem\nS'x'\no.")]
    [InlineData("cos\nsystem\n)\u0081.")]
    [InlineData("cos\nsystem\n)}\u0092.")]
    [InlineData("cos\nsystem\n)R}b.")]
    public void No_other_way_to_call_is_open(string pickle)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(Encoding.Latin1.GetBytes(pickle)));

        Assert.Contains("os.system", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ordered_dictionary_keeps_its_attributes_aside()
    {
        // collections.OrderedDict(a=1, b=2) with the attribute _metadata = {'v': 1}
        var pickle = Convert.FromBase64String(
            "gAJjY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKcQApUnEBKFgBAAAAYXECSwFYAQAAAGJxA0sCdX1xBFgJAAAAX21ldGFkYXRhcQV9cQZYAQAAAHZxB0sBc3NiLg==");
        var rules = new PickleRules
        {
            Call = (global, _) =>
                global == new PickleGlobal("collections", "OrderedDict") ? new PickleMap() : throw global.Refusal(),
        };

        var map = Assert.IsType<PickleMap>(Read(pickle, rules));

        Assert.Equal(2L, Value(map, "b"));
        Assert.Equal(1L, Value((PickleMap)Value((PickleMap)map.State!, "_metadata")!, "v"));
    }

    [Fact]
    public void A_persistent_id_and_a_state_are_what_the_rules_say()
    {
        var rules = new PickleRules { PersistentId = id => $"<{id}>", Build = (target, state) => $"{target}{state}" };

        Assert.Equal("<7>8", Read("I7\nQI8\nb."u8.ToArray(), rules));
        Assert.Equal("<seven>", Read("Pseven\n."u8.ToArray(), rules));
        Assert.Throws<InvalidDataException>(() => Read("Pseven\n."u8.ToArray()));
        Assert.Throws<InvalidDataException>(() => Read("NNb."u8.ToArray()));
    }

    [Theory]
    [InlineData("]2a.")]
    [InlineData("]q\0h\0a.")]
    [InlineData("}q\0K\u0001h\0s.")]
    [InlineData("]q\0h\0\u0085a.")]
    [InlineData("}q\0h\0b.")]
    public void A_value_that_contains_itself_is_refused(string pickle) =>
        Assert.Contains(
            "contains itself",
            Assert.Throws<InvalidDataException>(() => Read(Encoding.Latin1.GetBytes(pickle))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(99, true), InlineData(100, false), InlineData(1_000_000, false)]
    public void Deep_values_are_refused(int wraps, bool isAccepted)
    {
        byte[] pickle = [(byte)']', .. Enumerable.Repeat((byte)0x85, wraps), (byte)'.'];

        Assert.Equal(isAccepted, Record.Exception(() => Read(pickle)) is null);
    }

    [Fact]
    public void Values_shared_a_billion_times_take_no_time()
    {
        // 60 lists, each holding the one before it twice
        byte[] pickle =
        [
            (byte)']',
            .. Enumerable.Repeat("q\0]h\0ah\0a"u8.ToArray(), 60).SelectMany(step => step),
            (byte)'.',
        ];

        Assert.Equal(2, Assert.IsType<List<object?>>(Read(pickle)).Count);
    }

    // Of 50,000 random hashes, 0.3 are expected to equal another.
    [Fact]
    public void Keys_chosen_to_collide_for_HashCode_have_different_hashes()
    {
        const uint third = 3266489917, fourth = 668265263; // multipliers of HashCode.Combine
        var inverse = 1u;
        for (var step = 0; step < 5; step++)
        {
            inverse *= 2 - (third * inverse); // Newton's step for the inverse modulo 2^32
        }

        var keys = Enumerable.Range(0, 50_000).Select(index =>
        {
            var (high, low) = ((uint)index & 0x1ffff, (uint)index >> 17);
            var first = ((high << 15) | low) * inverse;
            var second = (uint)-(int)(((low << 17) + high) * fourth) * inverse;
            return (long)(((ulong)second << 32) | first);
        }).ToArray();

        Assert.InRange(keys.Select(key => HashCode.Combine((int)key, (int)(key >> 32))).Distinct().Count(), 1, 1000);
        Assert.InRange(keys.Select(ForeignNumbers.Comparer.GetHashCode).Distinct().Count(), 49_990, 50_000);
    }

    [Fact]
    public void Multiples_of_a_number_have_no_common_factor_in_their_hashes()
    {
        // .NET's tables have a prime number of buckets, and the hash code of a small number is the number.
        const int prime = 130363;
        var buckets = Enumerable.Range(1, 30_000)
            .Select(index => (uint)ForeignNumbers.Comparer.GetHashCode((long)index * prime) % prime);

        Assert.InRange(buckets.CountBy(bucket => bucket).Max(bucket => bucket.Value), 1, 20);
    }

    [Fact]
    public void Keys_chosen_to_collide_take_no_time()
    {
        var keys = Enumerable.Range(1, 200_000).SelectMany(key =>
            (byte[])[0x8a, 8, .. BitConverter.GetBytes(((long)key << 32) | (uint)key), (byte)'N']);
        byte[] pickle = [(byte)'}', (byte)'(', .. keys, (byte)'u', (byte)'.'];

        Assert.Equal(200_000, Assert.IsType<PickleMap>(Read(pickle)).Pairs.Count);
    }

    [Fact]
    public void Keys_of_equal_value_are_one_key()
    {
        object?[] keys = [0L, 0.5, -0.0, null, BigInteger.Pow(2, 80), "a", true];
        object?[] equals = [0L, 0.5, 0.0, null, BigInteger.Pow(4, 40), "A".ToLowerInvariant(), true];
        var map = new PickleMap();
        foreach (var key in keys)
        {
            map.Set(key, key);
        }

        Assert.Equal(keys, equals.Select(key => Value(map, key!)));
        Assert.Equal(keys.Length, map.Pairs.Count);
        Assert.False(map.TryGet(1L, out _));
    }

    /// <summary>Small pickles that once became gigabytes or minutes: a start, and what follows many times.</summary>
    public static TheoryData<string, string, string> Bombs { get; } = new()
    {
        { "empty dictionaries on the stack", "(", "}" },
        { "lists on the stack", "(", "]" },
        { "sets", "(", "\u008f" },
        { "tuples in tuples", "N", "\u0085" },
        { "tuples in a list", "](", "K\u0001\u0085" },
        { "a text that is a key again and again", $"}}X\0\0\u0010\0{new string('k', 1 << 20)}q\u00010", "h\u0001Ns" },
        { "a name that is a key again and again", $"}}c{new string('k', 1 << 20)}\nname\nq\u00010", "h\u0001Ns" },
        {
            "a text that is encoded again and again",
            $"c_codecs\nencode\nq\u0001X\0\0\u0010\0{new string('k', 1 << 20)}X\u0006\0\0\0latin1\u0086q\u0002",
            "h\u0001h\u0002R"
        },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_pickle_cannot_ask_for_much_more_than_its_size(string what, string start, string again)
    {
        var pickle = Encoding.Latin1.GetBytes(
            start + string.Concat(Enumerable.Repeat(again, 4_000_000 / again.Length)));
        var budget = new PickleBudget();
        var rules = new PickleRules
        {
            Budget = budget,
            Call = (global, arguments) => OldByteStrings.Of(global, arguments, budget) ?? throw global.Refusal(),
        };
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<InvalidDataException>(() => Read(pickle, rules));

        Assert.True(
            error.Message.Contains("in proportion to its size", StringComparison.Ordinal), $"{what}: {error.Message}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256L << 20);
    }

    [Fact]
    public void Large_pickles_of_plain_values_are_read()
    {
        // 400,000 keys, 400,000 numbers in a list, a megabyte of text: more than checkpoints have
        byte[] pickle =
        [
            (byte)'(', (byte)'}', (byte)'(',
            .. Enumerable.Range(0, 400_000).SelectMany(key =>
                (byte[])[0x8a, 8, .. BitConverter.GetBytes((key + 1L) << 33), (byte)'N']),
            .. "u]("u8,
            .. Enumerable.Range(0, 400_000).SelectMany(number =>
                (byte[])[(byte)'J', .. BitConverter.GetBytes(number + 1000)]),
            .. "eX\0\0\u0010\0"u8, .. Enumerable.Repeat((byte)'k', 1 << 20),
            .. "t."u8,
        ];

        Assert.Equal(3, Assert.IsType<object?[]>(Read(pickle)).Length);
    }

    [Theory]
    [InlineData("B\u00ff\u00ff\u00ff\u00ffab.")]
    [InlineData("\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f.")]
    [InlineData("X\u0005\0\0\0ab.")]
    [InlineData("T\u00ff\u00ff\u00ff\u00ffab."), InlineData("\u008b\u00ff\u00ff\u00ff\u007f.")]
    public void A_claimed_length_beyond_the_file_takes_no_memory(string pickle)
    {
        var bytes = Encoding.Latin1.GetBytes(pickle);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => Read(bytes));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("N")]
    [InlineData("0.")]
    [InlineData("a.")]
    [InlineData("K\u0001N a.")]
    [InlineData("t.")]
    [InlineData("(N0")]
    [InlineData("h\u0001.")]
    [InlineData("\u0080\u0006N.")]
    [InlineData("Sab\n.")]
    [InlineData("Iab\n.")]
    [InlineData("X\u0001\0\0\0\u00ff.")]
    public void A_broken_pickle_is_named_with_its_position(string pickle) => Assert.Matches(
        @"^file\.bin\(\d+\): ", Assert.Throws<InvalidDataException>(() => Read(Encoding.Latin1.GetBytes(pickle))).Message);

    [Fact]
    public void Flipped_and_truncated_pickles_give_a_value_or_a_named_error()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 3000; trial++)
        {
            var pickle = Convert.FromBase64String(ByProtocol[trial % ByProtocol.Length]);
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                pickle[random.Next(pickle.Length)] ^= (byte)(1 << random.Next(8));
            }

            var error = Record.Exception(() => Read(pickle[..random.Next(pickle.Length / 2, pickle.Length)]));

            Assert.True(error is null or InvalidDataException, error?.ToString());
        }
    }

    private static object? Read(byte[] pickle, PickleRules? rules = null)
    {
        using var stream = new MemoryStream(pickle);
        return PickleReader.Read(stream, "file.bin", rules);
    }

    private static object? Value(PickleMap map, object key) =>
        map.TryGet(key, out var value) ? value : throw new KeyNotFoundException($"{key}");
}
