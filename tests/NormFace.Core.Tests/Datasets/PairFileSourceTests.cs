using System.Text;
using Xunit;

namespace NormFace.Datasets;

public class PairFileSourceTests
{
    // pickle.dumps(([b'\xff\xd8\x00', b'p2', b'3', b'4'], [True, False]), protocol) of CPython 3.11, protocols 0 to 5.
    private static readonly string[] ByProtocol =
    [
        "KChscDAKY19jb2RlY3MKZW5jb2RlCnAxCihW/9hcdTAwMDAKcDIKVmxhdGluMQpwMwp0cDQKUnA1CmFnMQooVnAyCnA2CmczCnRwNwpScDgKYWcxCihWMwpwOQpnMwp0cDEwClJwMTEKYWcxCihWNApwMTIKZzMKdHAxMwpScDE0CmEobHAxNQpJMDEKYUkwMAphdHAxNgou",
        "KF1xAChjX2NvZGVjcwplbmNvZGUKcQEoWAUAAADDv8OYAHECWAYAAABsYXRpbjFxA3RxBFJxBWgBKFgCAAAAcDJxBmgDdHEHUnEIaAEoWAEAAAAzcQloA3RxClJxC2gBKFgBAAAANHEMaAN0cQ1ScQ5lXXEPKEkwMQpJMDAKZXRxEC4=",
        "gAJdcQAoY19jb2RlY3MKZW5jb2RlCnEBWAUAAADDv8OYAHECWAYAAABsYXRpbjFxA4ZxBFJxBWgBWAIAAABwMnEGaAOGcQdScQhoAVgBAAAAM3EJaAOGcQpScQtoAVgBAAAANHEMaAOGcQ1ScQ5lXXEPKIiJZYZxEC4=",
        "gANdcQAoQwP/2ABxAUMCcDJxAkMBM3EDQwE0cQRlXXEFKIiJZYZxBi4=",
        "gASVIAAAAAAAAABdlChDA//YAJRDAnAylEMBM5RDATSUZV2UKIiJZYaULg==",
        "gAWVIAAAAAAAAABdlChDA//YAJRDAnAylEMBM5RDATSUZV2UKIiJZYaULg==",
    ];

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Pairs_of_every_protocol_are_read(int protocol) =>
        AreRead(Convert.FromBase64String(ByProtocol[protocol]));

    [Theory]
    [InlineData(
        "\u0080\u0002]q\u0001(U\u0003\u00ff\u00d8\0q\u0002U\u0002p2U\u00013U\u00014e](\u0088\u0089e\u0086q\u0003.")]
    [InlineData("((lp0\nS'\\xff\\xd8\\x00'\np1\naS'p2'\np2\naS'3'\naS'4'\na(lp5\nI01\naI00\natp6\n.")]
    public void Strings_of_Python_2_are_pictures(string pickle) => AreRead(Encoding.Latin1.GetBytes(pickle));

    [Theory]
    [InlineData("(cos\nsystem\n(S'touch never'\ntRl.", "os.system")]
    [InlineData("c_codecs\nencode\n(V\u0001\nVrot13\ntR.", "_codecs.encode")]
    [InlineData("c__builtin__\neval\n(V1\ntR.", "__builtin__.eval")]
    [InlineData("(](K\u0001K\u0002e](\u0088et.", "picture 0 to be bytes")]
    [InlineData("(](C\u0001aC\u0001be](K\u0005et.", "answer 0 to be true or false")]
    [InlineData("(](C\u0001aC\u0001be](\u0088\u0089et.", "two pictures for each answer")]
    [InlineData("K\u0001.", "two lists")]
    public void Other_pickles_are_refused_by_name(string pickle, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.bin"], Encoding.Latin1.GetBytes(pickle));

        Assert.Contains(
            expected,
            Assert.Throws<InvalidDataException>(() => PictureSourceCatalogue.Default.Open(folder["a.bin"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_named_many_times_is_not_encoded_as_often()
    {
        using var folder = new TemporaryFolder();
        var pickle = new List<byte>("c_codecs\nencode\nq\0(V"u8.ToArray());
        pickle.AddRange(Enumerable.Repeat((byte)'x', 1_000_000));
        pickle.AddRange("\nVlatin1\ntq\u0001"u8.ToArray());
        for (var times = 0; times < 100_000; times++)
        {
            pickle.AddRange("h\0h\u0001R"u8.ToArray()); // a hundred gigabytes in all
        }

        File.WriteAllBytes(folder["a.bin"], [.. pickle, (byte)'.']);

        Assert.Contains(
            "in proportion to its size",
            Assert.Throws<InvalidDataException>(() => new PairFileSource(folder["a.bin"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_is_named_many_times_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(
            folder["a.bin"],
            [
                .. "](C\u0003abcq\u0001"u8,
                .. Enumerable.Repeat("h\u0001"u8.ToArray(), 1_999_999).SelectMany(name => name),
                .. "e]("u8, .. Enumerable.Repeat((byte)0x88, 1_000_000), .. "e"u8, 0x86, (byte)'.',
            ]);

        Assert.Contains(
            "expected every picture in a few pairs",
            Assert.Throws<InvalidDataException>(() => new PairFileSource(folder["a.bin"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Flipped_and_truncated_pair_files_are_refused_by_name() => Assert.All(
        ByProtocol,
        pickle => Damage.Survives(Convert.FromBase64String(pickle), "a.bin", path => new PairFileSource(path)));

    private static void AreRead(byte[] pickle)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a.bin"], pickle);

        using var source = Assert.IsType<PairFileSource>(PictureSourceCatalogue.Default.Open(folder["a.bin"]));

        Assert.Equal(
            [[0xff, 0xd8, 0], "p2"u8.ToArray(), "3"u8.ToArray(), "4"u8.ToArray()],
            Enumerable.Range(0, 4).Select(index => source.Read(index).Bytes.ToArray()));
        Assert.Equal([new(0, 1, true), new(2, 3, false)], source.Pairs);
        Assert.All(source.Entries, entry => Assert.Equal("", entry.Identity));
    }
}
