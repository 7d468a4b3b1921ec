using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Models;

namespace NormFace.Cli.Commands;

/// <summary><c>normface halve</c>: a model's weights as numbers of 16 bits.</summary>
internal static class HalveCommand
{
    private static readonly Argument<FileInfo> Model = new("model") { Description = "A model file." };

    private static readonly OutputFile Out = new("--out")
    {
        Description = "Where to write: the model file.",
        Required = true,
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "halve", "Store the weights of a model in 16 bits: about half the file, nearly the same features.")
        {
            Model, Out, JsonOutput.Option,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var (path, output) = (parsed.GetValue(Model)!, parsed.GetValue(Out)!);
        var model = HalfWeights.Of(ModelFile.Read(path.FullName));
        ModelFile.Write(output.FullName, model.Header, model.Tensors);
        var (before, after) = (path.Length, new FileInfo(output.FullName).Length);
        ConsoleReport.Line(FormattableString.Invariant($"Model: {output}, {after:N0} bytes of {before:N0}"));
        JsonOutput.Write(parsed, new { Model = output.ToString(), Bytes = after, BytesBefore = before });
    }
}
