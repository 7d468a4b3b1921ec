using System.CommandLine;
using NormFace.PairLists;
using NormFace.Protocols.PairSets;

namespace NormFace.Cli.Commands.Evaluation;

/// <summary>Options by which an evaluation finds its pairs.</summary>
internal static class PairOptions
{
    /// <summary>What <c>--pairs</c> means, to be continued by the forms.</summary>
    public const string PairsDescription = "The pairs: ";

    /// <summary>What <c>--scores</c> means.</summary>
    public const string ScoresDescription =
        "A table of scores in place of embeddings: columns score and same, optionally first, second, fold.";

    private static readonly Option<FileInfo?> Pairs = new("--pairs")
    {
        Description = PairsDescription + "a .csv or .tsv table with columns first, second, same and optionally fold; "
            + "LFW's form; or what --protocol names.",
    };

    private static readonly Option<string?> Protocol = new Option<string?>("--protocol")
    {
        Description = "Form of --pairs. Default: table for .csv and .tsv, insightface for .bin, else lfw. "
            + string.Join(
                " ", PairProtocols.Default.All.Select(protocol => $"{protocol.Name}: {protocol.Description}")),
    }.AcceptOnlyFromAmong([.. PairProtocols.Default.Names]);

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command, bool isRequired = false)
    {
        command.Options.Add(Pairs);
        command.Options.Add(Protocol);
        command.Validators.Add(result =>
        {
            if (isRequired && result.GetResult(Pairs) is null)
            {
                result.AddError("Option '--pairs' is required.");
            }

            if (result.GetResult(Protocol) is not null && result.GetResult(Pairs) is null)
            {
                result.AddError("Option '--protocol' is the form of '--pairs' and needs it.");
            }
        });
    }

    /// <summary>Name of the file or folder; null where none was named.</summary>
    public static string? Name(ParseResult parsed) => parsed.GetValue(Pairs)?.Name;

    /// <summary>Reads the pairs that were named.</summary>
    public static PairList Read(ParseResult parsed)
    {
        var path = parsed.GetValue(Pairs)!.FullName;
        return parsed.GetValue(Protocol) is { } name
            ? PairProtocols.Default.Find(name).Read(path)
            : PairProtocols.Read(path);
    }
}
