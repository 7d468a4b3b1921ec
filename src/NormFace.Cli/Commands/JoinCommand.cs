using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Models;

namespace NormFace.Cli.Commands;

/// <summary><c>normface join</c>: the two parts of a model become one again.</summary>
internal static class JoinCommand
{
    private static readonly Argument<FileInfo> Head = new("head")
    {
        Description = "The first part, as 'normface cut' wrote it.",
    };

    private static readonly Argument<FileInfo> Tail = new("tail")
    {
        Description = "The second part: of 'normface cut', or trained from it.",
    };

    private static readonly OutputFile Out = new("--out")
    {
        Description = "Where to write: the model file.",
        Required = true,
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("join", "Join the two parts of a model that 'normface cut' made.")
        {
            Head, Tail, Out, JsonOutput.Option,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var (head, tail, output) = (parsed.GetValue(Head)!, parsed.GetValue(Tail)!, parsed.GetValue(Out)!);
        var model = ModelParts.Join(ModelFile.Read(head.FullName), ModelFile.Read(tail.FullName));
        ModelFile.Write(output.FullName, model.Header, model.Tensors);
        ConsoleReport.Line($"Model: {output}, {model.Header.Network}");
        JsonOutput.Write(parsed, new { Out = output.ToString(), model.Header.Network, model.Header.FeatureSize });
    }
}
