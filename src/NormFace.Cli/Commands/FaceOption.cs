using System.CommandLine;
using NormFace.Detection;

namespace NormFace.Cli.Commands;

/// <summary><c>--face</c>: which face of a photograph is meant where it shows several.</summary>
internal static class FaceOption
{
    /// <summary>Builds the option.</summary>
    public static Option<FaceChoice> Create(FaceChoice usual)
    {
        Option<FaceChoice> option = new("--face")
        {
            Description = "Face to choose if there are several: only (refuse such pictures), central (the paper's "
                + "rule), largest, or a number from 1 as in drawings, the largest face first.",
            HelpName = "only|central|largest|N",
            DefaultValueFactory = _ => usual,
            CustomParser = result =>
            {
                try
                {
                    return FaceChoice.Parse(result.Tokens[0].Value);
                }
                catch (ArgumentException)
                {
                    result.AddError(
                        "--face must be only, central, largest, or a number from 1 (the largest face first), but was "
                        + $"'{result.Tokens[0].Value}'.");
                    return default;
                }
            },
        };
        option.CompletionSources.Add("only", "central", "largest", "1", "2");
        return option;
    }
}
