using Xunit;

namespace NormFace.Weights;

public sealed class BrokenSafetensorsTests : IDisposable
{
    private readonly WeightFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "to fill 4 bytes")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "begin at offset 0")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "begin at offset 2")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""", 3, "begin at offset 1")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 2, "1 more bytes")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}}""", 2, "end by 2")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", 1, "offsets 1 to 0")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "to fill 0 bytes")]
    [InlineData("""{"a":{"dtype":"F64","shape":[0,9223372036854775807,9],"data_offsets":[0,0]}}""", 0, "to fill 0 bytes")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,0]}}""", 0, "at least 0 in shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0.5],"data_offsets":[0,0]}}""", 0, "at least 0 in shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1e2],"data_offsets":[0,0]}}""", 0, "at least 0 in shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,0]}}""", 0, "at least 0 in shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0],"data_offsets":[0]}}""", 0, "two data_offsets")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0]}}""", 0, "two data_offsets")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0],"more":1}}""", 0, "dtype, shape or data_offsets")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[0],"data_offsets":[0,0]}}""", 0, "one of F64, F32")]
    [InlineData("""{"a":{"dtype":"3","shape":[0],"data_offsets":[0,0]}}""", 0, "one of F64, F32")]
    [InlineData("""{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", 0, "every key once, found 'a'")]
    [InlineData("""{"__metadata__":{"a":"b","a":"c"}}""", 0, "every key once, found 'a'")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "a string as __metadata__ 'a', found 1")]
    [InlineData("""{"__metadata__":{"\ud800":"a"}}""", 0, "JSON")]
    [InlineData("""[]""", 0, "an object")]
    [InlineData("""{"a":[[[[[[[[[[[[]]]]]]]]]]]]}""", 0, "an object describing")]
    [InlineData("""{"a":{"shape":[[[[1]]]]}}""", 0, "JSON")]
    [InlineData("""{} {}""", 0, "JSON")]
    [InlineData("""{"a":""", 0, "JSON")]
    [InlineData("", 0, "JSON")]
    public void What_is_wrong_is_named_with_file_and_position(string json, int byteCount, string expected)
    {
        var path = folder.Safetensors(json, new byte[byteCount]);

        var error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(path));

        Assert.StartsWith(path + "(", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 3, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}' })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, (byte)'{', (byte)'}' })]
    [InlineData(new byte[] { 0, 0, 0, 0, 1, 0, 0, 0, (byte)'{', (byte)'}' })]
    public void A_header_longer_than_the_file_is_refused_before_memory_is_taken(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(folder.Write("a", bytes)));

    [Fact]
    public void Flipped_bits_and_cut_files_give_an_error_or_another_whole_file()
    {
        SafetensorsFile.Write(
            folder["good"],
            [
                new("conv.weight", StoredType.F32, [2, 2], new byte[16]),
                new("count", StoredType.I64, [], new byte[8]),
                new("none", StoredType.F16, [0], default)],
            new Dictionary<string, string> { ["normface"] = "{}" });

        Hostile.Vary(File.ReadAllBytes(folder["good"]), bytes => SafetensorsFile.Read(folder.Write("bad", bytes)));
    }
}
