using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Models;

namespace NormFace.Cli.Commands;

/// <summary><c>normface cut</c>: a model becomes two, so that the second can be trained on what the first
/// gives.</summary>
internal static class CutCommand
{
    private static readonly Argument<FileInfo> Model = new("model") { Description = "A model file." };

    private static readonly Option<string> After = new("--after")
    {
        Description = "Layer behind which to cut, such as conv_pw_11/Relu. A layer that does not exist is answered "
            + "with those that are possible.",
        Required = true,
    };

    private static readonly OutputFile Head = new("--head")
    {
        Description = "Where to write the model up to that layer.",
        Required = true,
    };

    private static readonly OutputFile Tail = new("--tail")
    {
        Description = "Where to write the model behind it, which takes rows of numbers.",
        Required = true,
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new(
            "cut", "Cut a model in two behind a layer, to train the second part on what the first gives.")
        {
            Model, After, Head, Tail, JsonOutput.Option,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var (path, headPath, tailPath) =
            (parsed.GetValue(Model)!, parsed.GetValue(Head)!, parsed.GetValue(Tail)!);
        var (head, tail) = ModelParts.Cut(
            ModelFile.Read(path.FullName), parsed.GetValue(After)!, path.ToString());
        ModelFile.Write(headPath.FullName, head.Header, head.Tensors);
        ModelFile.Write(tailPath.FullName, tail.Header, tail.Tensors);
        ConsoleReport.Line(FormattableString.Invariant(
            $"Head: {headPath}, {Count(head):N0} weights, gives {head.Header.FeatureSize:N0} numbers"));
        ConsoleReport.Line(FormattableString.Invariant(
            $"Tail: {tailPath}, {Count(tail):N0} weights, gives {tail.Header.FeatureSize:N0} numbers"));
        JsonOutput.Write(parsed, new
        {
            Head = headPath.ToString(),
            Tail = tailPath.ToString(),
            RowSize = head.Header.FeatureSize,
            HeadWeights = Count(head),
            TailWeights = Count(tail),
        });
    }

    private static long Count(ModelFile model) => model.Tensors.Sum(tensor => tensor.Count);
}
