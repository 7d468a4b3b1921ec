using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Xunit;

namespace NormFace.Settings;

public sealed class OptionsSectionTests
{
    [Fact]
    public void What_is_left_out_has_the_default_of_its_initializer()
    {
        var options = Read("""{ "size": 3 }""");

        Assert.Equal(new Sample { Size = 3 }, options);
        Assert.Equal(0.5, options.Margin);
    }

    [Fact]
    public void Every_kind_of_value_is_read_under_its_key()
    {
        var options = Read("""
            {
              "size": 7, "bias": true, "margin": 1, "cap": 2.5, "seed": -9007199254740993, "title": "x",
              "gradient": "straight-through", "falls": [10, 20], "inner": { "share": 0.25 }, "parts": { "share": 0.5 }
            }
            """);

        Assert.Equal((7, true, 1.0, 2.5, -9007199254740993, "x"),
            (options.Size, options.HasBias, options.Margin, options.Cap, options.Seed, options.Title));
        Assert.Equal(Slope.StraightThrough, options.Gradient);
        Assert.Equal([10, 20], options.Falls);
        Assert.Equal(0.25, options.Inner.Share);
        Assert.Equal(0.5, Assert.Single(options.Parts).Share);
    }

    [Theory]
    [InlineData("""{ }""", "size", "size must be given: a whole number in [1, 100].")]
    [InlineData("""{ "size": 0 }""", "size", "size must be a whole number in [1, 100], but was 0.")]
    [InlineData("""{ "size": 1.5 }""", "size", "size must be a whole number in [1, 100], but was 1.5.")]
    [InlineData("""{ "size": "1" }""", "size", "size must be a whole number in [1, 100], but was \"1\".")]
    [InlineData("""{ "size": 1, "margin": 1.5707 }""", "margin", "margin must be a number in [0, 1.5], but was 1.5707.")]
    [InlineData("""{ "size": 1, "cap": 0 }""", "cap", "cap must be a number above 0, but was 0.")]
    [InlineData("""{ "size": 1, "cap": 1e999 }""", "cap", "cap must be a number above 0, but was 1e999.")]
    [InlineData("""{ "size": 1, "bias": "yes" }""", "bias", "bias must be true or false, but was \"yes\".")]
    [InlineData("""{ "size": 1, "gradient": "exakt" }""", "gradient",
        "gradient must be one of exact, straight-through, but was \"exakt\". Did you mean 'exact'?")]
    [InlineData("""{ "size": 1, "inner": { "share": 1 } }""", "inner.share", "inner.share must be a number in [0, 1), but was 1.")]
    [InlineData("""{ "size": 1, "inner": 3 }""", "inner", "inner must be an object { ... }, but was 3.")]
    [InlineData("""{ "size": 1, "parts": [{}, { "share": 2 }] }""", "parts.1.share",
        "parts.1.share must be a number in [0, 1), but was 2.")]
    [InlineData("""{ "size": 1, "falls": [1, -1] }""", "falls",
        "falls must be a list, each a whole number of at least 0, but was [1,-1].")]
    [InlineData("""{ "size": 1, "inner": { "shaer": 0 } }""", "inner.shaer",
        "inner.shaer is not a known key. Did you mean 'share'? Known here: share.")]
    [InlineData("""{ "size": 1, "margin": 1, "cap": 0.5 }""", "",
        "is not possible: Cap must be at least Margin, 1, but was 0.5.")]
    public void A_wrong_section_is_refused_by_the_path_of_the_key(string json, string key, string message)
    {
        var error = Assert.Throws<SettingException>(() => Read(json));

        Assert.Equal(key, error.Key);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Options_made_in_code_obey_the_same_ranges()
    {
        static string Refusal(Sample options) =>
            Assert.Throws<ArgumentOutOfRangeException>(() =>
                OptionsSection.Check(options)).Message.Split(" (Parameter")[0];

        Assert.Equal("Margin must be a number in [0, 1.5], but was 2.", Refusal(new Sample { Size = 1, Margin = 2 }));
        Assert.Equal(
            "Margin must be a number in [0, 1.5], but was NaN.", Refusal(new Sample { Size = 1, Margin = double.NaN }));
        Assert.Equal(
            "Cap must be a number above 0, but was Infinity.",
            Refusal(new Sample { Size = 1, Cap = double.PositiveInfinity }));
        Assert.Equal(
            "Share must be a number in [0, 1), but was -1.",
            Refusal(new Sample { Size = 1, Inner = new Inner { Share = -1 } }));
        Assert.Equal(
            "Gradient must be one of exact, straight-through, but was 7.",
            Refusal(new Sample { Size = 1, Gradient = (Slope)7 }));
        Assert.Throws<ArgumentException>(() => OptionsSection.Check(new Sample { Size = 1, Margin = 1, Cap = 0.5 }));
    }

    [Fact]
    public void What_is_written_reads_as_the_same_options()
    {
        var options = new Sample
        {
            Size = 9,
            HasBias = true,
            Margin = 0.1,
            Cap = 3,
            Seed = long.MaxValue,
            Gradient = Slope.StraightThrough,
            Inner = new Inner { Share = 0.125 },
        };

        var again = OptionsSection.Read<Sample>(OptionsSection.Write(options));

        Assert.Equal(options with { Falls = again.Falls, Parts = again.Parts }, again);
        Assert.Equal(
            """{"size":9,"bias":true,"margin":0.1,"cap":3,"seed":9223372036854775807,"gradient":"straight-through","falls":[],"inner":{"share":0.125},"parts":[]}""",
            OptionsSection.Write(options).ToJsonString());
    }

    [Fact]
    public void Keys_that_the_caller_reads_itself_are_known()
    {
        var section = (JsonObject)JsonNode.Parse("""{ "name": "sample", "share": 0.5 }""")!;

        var inner = (Inner)OptionsSection.Read(typeof(Inner), section, "loss", "name", "weight");
        var error = Assert.Throws<SettingException>(() =>
            OptionsSection.Read(typeof(Inner), section, "loss", "weight"));

        Assert.Equal(0.5, inner.Share);
        Assert.Equal("loss.name is not a known key. Known here: share, weight.", error.Message);
    }

    [Fact]
    public void A_description_says_key_rule_and_default()
    {
        var settings = OptionsSection.Describe(typeof(Sample)).ToDictionary(
            setting =>
                setting.Key, setting => $"{setting.Rule} | {setting.Default?.ToJsonString()} | {setting.IsRequired}");

        Assert.Equal("a whole number in [1, 100] |  | True", settings["size"]);
        Assert.Equal("a number in [0, 1.5] | 0.5 | False", settings["margin"]);
        Assert.Equal("a number above 0 |  | False", settings["cap"]);
        Assert.Equal("""one of exact, straight-through | "exact" | False""", settings["gradient"]);
        Assert.Equal("a number in [0, 1) | 0 | False", settings["inner.share"]);
        Assert.Equal("a number in [0, 1) | 0 | False", settings["parts.share"]);
        Assert.DoesNotContain("computed", settings.Keys);
    }

    [Theory]
    [InlineData("""{ "point": [1, 2] }""", null)]
    [InlineData("""{ "point": [1] }""", "place.point must be a list of 2, each a whole number, but was [1].")]
    [InlineData("""{ "point": [1, 2, 3] }""", "place.point must be a list of 2, each a whole number, but was [1,2,3].")]
    [InlineData("""{ "point": [2, 1] }""", "place.point must rise.")]
    public void A_list_has_its_length_and_a_broken_rule_may_blame_one_key(string json, string? message)
    {
        object ReadPlace() => OptionsSection.Read<Place>((JsonObject)JsonNode.Parse(json)!, "place");

        Assert.Equal(message, Record.Exception(ReadPlace)?.Message);
    }

    [Fact]
    public void A_section_whose_type_does_not_say_what_is_in_it_is_left_to_its_reader()
    {
        var section = (JsonObject)JsonNode.Parse("""{ "named": [{ "x": 1 }, { "x": 2 }] }""")!;
        var paths = new List<string>();

        var read = OptionsSection.Read<Holder>(section, "", (type, item, path) =>
        {
            paths.Add(path);
            return type == typeof(Named) ? new Named($"x is {item["x"]}") : null;
        });

        Assert.Equal(["x is 1", "x is 2"], read.Named.Select(named => named.Text));
        Assert.Equal(["named.0", "named.1"], paths);
        Assert.Equal(["named"], OptionsSection.Describe(typeof(Holder)).Select(setting => setting.Key));
    }

    private sealed record Named(string Text);

    private sealed record Holder
    {
        public IReadOnlyList<Named> Named { get; init; } = [];
    }

    private sealed record Place : IValidatedOptions
    {
        [Length(2, 2)]
        public required IReadOnlyList<long> Point { get; init; }

        public void Validate()
        {
            if (Point[0] >= Point[1])
            {
                throw new SettingException("point", "must rise.");
            }
        }
    }

    private static Sample Read(string json) => OptionsSection.Read<Sample>((JsonObject)JsonNode.Parse(json)!);

    private enum Slope
    {
        Exact,
        StraightThrough,
    }

    private sealed record Inner
    {
        [Range(0, 1.0, MaximumIsExclusive = true)]
        public double Share { get; init; }
    }

    private sealed record Sample : IValidatedOptions
    {
        [Range(1, 100)]
        public required int Size { get; init; }

        [JsonPropertyName("bias")]
        public bool HasBias { get; init; }

        [Range(0, 1.5)]
        public double Margin { get; init; } = 0.5;

        [Range(0, double.MaxValue, MinimumIsExclusive = true)]
        public double? Cap { get; init; }

        public long Seed { get; init; }

        public string? Title { get; init; }

        public Slope Gradient { get; init; }

        [Range(0, double.MaxValue)]
        public IReadOnlyList<long> Falls { get; init; } = [];

        public Inner Inner { get; init; } = new();

        public IReadOnlyList<Inner> Parts { get; init; } = [];

        public double Computed => Margin * 2;

        public void Validate()
        {
            if (Cap < Margin)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Cap must be at least Margin, {Margin}, but was {Cap}."));
            }
        }
    }
}
