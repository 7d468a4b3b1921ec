using System.Text;
using System.Text.Json.Nodes;
using NormFace.Pictures;
using NormFace.Weights;
using Xunit;

namespace NormFace.Models;

public sealed class ModelFileTests : IDisposable
{
    private const string Literal =
        """{"format":1,"network":"net","options":{"depth":2},"featureSize":4,"contract":{"width":96,"height":112,"channels":"bgr","mean":127.5,"factor":0.0078125,"template":"five-point-96x112","crop":{"canvasWidth":112,"canvasHeight":112,"left":8,"top":0,"width":96,"height":112}},"recipe":{"steps":3},"licence":"MIT","provenance":{"sourceFile":"a.ckpt","sourceSha256":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","toolVersion":"0.1.0","trainingData":["CASIA","ünï"],"notes":"n"},"threshold":0.25}""";

    private static readonly StoredTensor[] Tensors = [new("w", StoredType.F32, [1], new byte[] { 0, 0, 0x80, 0x3F })];

    private static readonly ModelHeader Header = new()
    {
        Network = "net",
        Options = new JsonObject { ["depth"] = 2 },
        FeatureSize = 4,
        Contract = new PixelContract(
            96, 112, ChannelOrder.Bgr, 127.5, 1.0 / 128, "five-point-96x112", new PictureCrop(112, 112, 8, 0, 96, 112)),
        Recipe = new JsonObject { ["steps"] = 3 },
        Licence = "MIT",
        Provenance = new ModelProvenance
        {
            SourceFile = "a.ckpt",
            SourceSha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            ToolVersion = "0.1.0",
            TrainingData = ["CASIA", "ünï"],
            Notes = "n",
        },
        Further = new JsonObject { ["threshold"] = 0.25 },
    };

    private readonly WeightFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_header_is_written_as_this_text()
    {
        ModelFile.Write(folder["m"], Header, Tensors);

        Assert.Equal(Literal, SafetensorsFile.ReadMetadata(folder["m"])["normface"]);
    }

    [Fact]
    public void A_model_of_rows_says_the_length_of_a_row_in_place_of_a_contract_and_has_a_version_of_its_own()
    {
        var header = Header with { Contract = null, InputSize = 192 };
        ModelFile.Write(folder["m"], header, Tensors);

        var text = JsonNode.Parse(SafetensorsFile.ReadMetadata(folder["m"])["normface"])!;
        Assert.Equal((2, 192, null), ((int)text["format"]!, (int)text["inputSize"]!, text["contract"]));
        var read = ModelFile.ReadHeader(folder["m"]);
        Assert.Equal((null, 192), (read.Contract, read.InputSize));
        Assert.Equal(header.ToText(), read.ToText());
    }

    [Fact]
    public void A_header_with_both_inputs_or_neither_is_refused()
    {
        Assert.Contains("has both", Refused(Header with { InputSize = 3 }), StringComparison.Ordinal);
        Assert.Contains("has neither", Refused(Header with { Contract = null }), StringComparison.Ordinal);
        Assert.Contains(
            "[1, 65536]", Refused(Header with { Contract = null, InputSize = 0 }), StringComparison.Ordinal);

        static string Refused(ModelHeader header) =>
            Assert.ThrowsAny<ArgumentException>(() => header.ToText()).Message;
    }

    [Fact]
    public void What_was_written_is_read()
    {
        ModelFile.Write(folder["m"], Header, Tensors);
        var model = ModelFile.Read(folder["m"]);
        var header = ModelFile.ReadHeader(folder["m"]);

        Assert.Equal("w F32 [1]", Assert.Single(model.Tensors).ToString());
        foreach (var read in new[] { model.Header, header })
        {
            Assert.Equal(
                (Header.Network, Header.FeatureSize, Header.Contract, Header.Licence),
                (read.Network, read.FeatureSize, read.Contract, read.Licence));
            Assert.Equal(["CASIA", "ünï"], read.Provenance.TrainingData);
            Assert.Equal(Header.Provenance with { TrainingData = read.Provenance.TrainingData }, read.Provenance);
            Assert.Equal("""{"depth":2}{"steps":3}{"threshold":0.25}""", $"{read.Options.ToJsonString()}{read.Recipe!.ToJsonString()}{read.Further.ToJsonString()}");
        }
    }

    [Fact]
    public void What_was_read_is_written_with_the_same_bytes()
    {
        ModelFile.Write(folder["a"], Header, Tensors);
        var model = ModelFile.Read(folder["a"]);
        ModelFile.Write(folder["b"], model.Header, model.Tensors);

        Assert.Equal(File.ReadAllBytes(folder["a"]), File.ReadAllBytes(folder["b"]));
    }

    [Fact]
    public void Absent_optional_fields_are_nothing()
    {
        var model = Given(Literal.Replace("\"recipe\":{\"steps\":3},", "", StringComparison.Ordinal)
            .Replace("\"sourceFile\":\"a.ckpt\",", "\"sourceFile\":null,", StringComparison.Ordinal)
            .Replace(",\"trainingData\":[\"CASIA\",\"ünï\"],\"notes\":\"n\"", "", StringComparison.Ordinal));

        var header = ModelFile.ReadHeader(model);

        Assert.Null(header.Recipe);
        Assert.Null(header.Provenance.SourceFile);
        Assert.Empty(header.Provenance.TrainingData);
        Assert.Equal("", header.Provenance.Notes);
    }

    [Theory]
    [InlineData(
        "\"format\":1",
        "\"format\":3",
        "format): expected at most 2, found 3. The model was written by a newer version")]
    [InlineData("\"format\":1", "\"format\":0", "format): expected a whole number in [1, 2147483647], found 0.")]
    [InlineData("\"format\":1,", "", "format): expected a whole number in [1, 2147483647], found nothing.")]
    [InlineData("\"network\":\"net\"", "\"network\":\" \"", "network): expected a string, found \" \".")]
    [InlineData("\"options\":{\"depth\":2}", "\"options\":[]", "options): expected an object, found [].")]
    [InlineData(
        "\"featureSize\":4",
        "\"featureSize\":65537",
        "featureSize): expected a whole number in [1, 65536], found 65537.")]
    [InlineData("\"featureSize\":4", "\"featureSize\":4.5", "featureSize): expected a whole number")]
    [InlineData(
        "\"channels\":\"bgr\"",
        "\"channels\":\"cmyk\"",
        "contract.channels): expected rgb, bgr or grey, found 'cmyk'.")]
    [InlineData("\"mean\":127.5", "\"mean\":1e999", "contract.mean): expected a finite number")]
    [InlineData("\"mean\":127.5", "\"mean\":256", "contract): A contract's mean must lie in [0, 255]")]
    [InlineData("\"left\":8", "\"left\":80", "crop must be a rectangle inside its canvas")]
    [InlineData(
        "\"left\":8", "\"left\":-8", "contract.crop.left): expected a whole number in [0, 2147483647], found -8.")]
    [InlineData(
        "\"width\":96,\"height\":112,\"channels\"",
        "\"width\":5000,\"height\":112,\"channels\"",
        "must lie in [1, 4096]")]
    [InlineData("\"sourceSha256\":\"0", "\"sourceSha256\":\"X", "must be 64 lower-case hexadecimal digits")]
    [InlineData(
        "\"toolVersion\":\"0.1.0\"", "\"toolVersion\":1", "provenance.toolVersion): expected a string, found 1.")]
    [InlineData("[\"CASIA\",\"ünï\"]", "[\"CASIA\",7]", "provenance.trainingData): expected a list of texts")]
    [InlineData("\"licence\":\"MIT\",", "", "licence): expected a string, found nothing.")]
    [InlineData("\"licence\":\"MIT\"", "\"licence\":\"MIT\",\"licence\":\"GPL\"", "expected JSON")]
    [InlineData("\"licence\":\"MIT\"", "\"licence\":\"\\ud800\"", "expected JSON")]
    [InlineData("\"threshold\":0.25", "\"threshold\":[[[[", "expected JSON")]
    public void A_field_that_is_missing_or_wrong_is_named(string old, string changed, string expected)
    {
        Assert.Contains(old, Literal, StringComparison.Ordinal);
        var path = Given(Literal.Replace(old, changed, StringComparison.Ordinal));

        var error = Assert.Throws<InvalidDataException>(() => ModelFile.Read(path));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]"), InlineData("null"), InlineData("5"), InlineData("")]
    public void A_header_that_is_no_object_is_refused(string json) =>
        Assert.Throws<InvalidDataException>(() => ModelFile.ReadHeader(Given(json)));

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var deep = new StringBuilder(Literal[..^1])
            .Append(",\"deep\":")
            .Append('[', 100_000)
            .Append(']', 100_000)
            .Append('}');

        Assert.Throws<InvalidDataException>(() => ModelFile.ReadHeader(Given(deep.ToString())));
    }

    [Fact]
    public void Bare_weights_are_told_from_a_model()
    {
        SafetensorsFile.Write(folder["bare"], Tensors);

        var error = Assert.Throws<InvalidDataException>(() => ModelFile.Read(folder["bare"]));
        Assert.Contains("'normface import'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_out_of_range_is_not_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            ModelFile.Write(folder["m"], Header with { FeatureSize = 0 }, Tensors));
        Assert.Throws<ArgumentException>(() => ModelFile.Write(folder["m"], Header with { Licence = " " }, Tensors));
        Assert.Throws<ArgumentException>(() =>
            ModelFile.Write(folder["m"], Header with { Further = new JsonObject { ["network"] = "x" } }, Tensors));
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Flipped_bits_and_cut_files_give_an_error_or_another_whole_file()
    {
        ModelFile.Write(folder["good"], Header, Tensors);

        Hostile.Vary(File.ReadAllBytes(folder["good"]), bytes => ModelFile.Read(folder.Write("bad", bytes)));
    }

    private string Given(string header)
    {
        SafetensorsFile.Write(folder["given"], Tensors, new Dictionary<string, string> { ["normface"] = header });
        return folder["given"];
    }
}
