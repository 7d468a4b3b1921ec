using System.Text.RegularExpressions;
using Xunit;

namespace NormFace;

/// <summary>The script interface as docs/commands.md gives it; that it is current is another test's.</summary>
public partial class CommandTableTests
{
    private static readonly string Document =
        File.ReadAllText(System.IO.Path.Combine(Repository.Root, "docs", "commands.md"));

    private static readonly (string Command, string Name, string Value, string Meaning)[] Options =
    [
        .. Document.Split("\n### normface ").Skip(1).SelectMany(section => Row().Matches(section).Select(match => (
            section.Split('\n')[0],
            match.Groups["name"].Value,
            match.Groups["value"].Value,
            match.Groups["meaning"].Value))),
    ];

    [Fact]
    public void No_option_has_two_meanings()
    {
        Assert.True(Options.Length > 150, $"Only {Options.Length} options were found.");
        Assert.All(
            Options.GroupBy(option => option.Name),
            word => Assert.Single(word.Select(option => Stem(option.Meaning)).Distinct()));
    }

    [Fact]
    public void No_meaning_has_two_options() => Assert.All(
        Options.GroupBy(option => Stem(option.Meaning), StringComparer.OrdinalIgnoreCase),
        meaning => Assert.Single(meaning.Select(option => option.Name).Distinct()));

    [Fact]
    public void No_option_is_a_flag_in_one_command_and_takes_a_value_in_another() => Assert.All(
        Options.GroupBy(option => option.Name),
        word => Assert.Single(word.Select(option => option.Value.Length > 0).Distinct()));

    [Theory]
    [InlineData("verify"), InlineData("align"), InlineData("embed"), InlineData("calibrate"), InlineData("doctor")]
    [InlineData("train"), InlineData("reproduce"), InlineData("demo"), InlineData("scale-demo"), InlineData("scale")]
    [InlineData("bound"), InlineData("import"), InlineData("export"), InlineData("data inspect")]
    [InlineData("data check"), InlineData("evaluate lfw"), InlineData("evaluate blufr"), InlineData("evaluate ytf")]
    [InlineData("evaluate pairs"), InlineData("evaluate compare"), InlineData("evaluate all-pairs")]
    [InlineData("evaluate identify"), InlineData("evaluate ijb")]
    public void Every_command_with_a_result_gives_it_as_JSON(string command) =>
        Assert.Contains((command, "--json"), Options.Select(option => (option.Command, option.Name)));

    [Theory]
    [InlineData("bash", "_normface; echo ${COMPREPLY[@]}", "normface ver", "verify")]
    [InlineData("bash", "_normface; echo ${COMPREPLY[@]}", "normface verify --thr", "--threshold")]
    [InlineData("bash", "_normface; echo ${COMPREPLY[@]}", "normface evaluate l", "lfw")]
    public async Task The_shell_completes_commands_and_options(string shell, string ask, string line, string word)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Uses bash.");
        var script = $"normface() {{ $normface \"$@\"; }}; source <(normface completion {shell}); "
            + $"COMP_LINE='{line}'; COMP_POINT={line.Length}; COMP_WORDS=({line}); "
            + $"COMP_CWORD={line.Split(' ').Length - 1}; {ask}";

        var result = await Command.Shell(script).RunAsync(TestContext.Current.CancellationToken);

        Assert.Contains(word, result.Output.Split([' ', '\n']));
        Assert.DoesNotContain("--help", result.Output, StringComparison.Ordinal);
    }

    [Theory, InlineData("bash"), InlineData("zsh"), InlineData("fish")]
    public async Task Every_script_of_completion_is_accepted_by_its_shell(string shell)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && File.Exists($"/usr/bin/{shell}"), $"{shell} is not installed.");

        var result = await Command.Shell($"$normface completion {shell} | {shell} -n")
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result is { ExitCode: 0, Errors: "" }, result.ToString());
    }

    // The meaning up to its first details.
    private static string Stem(string meaning) => Details().Split(meaning)[0];

    [GeneratedRegex(@"[:;.](?= |$)")]
    private static partial Regex Details();

    [GeneratedRegex(@"(?m)^\| `(?<name>--[a-z-]+)(?: (?<value>[^`]+))?` \| (?<meaning>.*) \|$")]
    private static partial Regex Row();
}
