using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Datasets;
using NormFace.DataSets;

namespace NormFace.Cli.Commands;

/// <summary><c>normface data check</c>: which of the documented data sets are present and intact.</summary>
internal static class DataCheckCommand
{
    private static readonly Argument<string[]> Names = new Argument<string[]>("set")
    {
        Description = "Sets that must be present; default: report on all.",
        Arity = ArgumentArity.ZeroOrMore,
    }.AcceptOnlyFromAmong([.. DataSetCatalogue.All.Select(set => set.Name)]);

    private static readonly Option<DirectoryInfo?> Data = DataRootOption.Create();

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("check", "Check which of the documented data sets are present and intact.")
        {
            Names, Data, JsonOutput.Option,
        };
        command.SetAction((parsed, cancellation) =>
            Task.Run(() => (int)Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static ExitCode Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var root = parsed.DataRootOf(Data).Folder ?? throw new InvalidDataException(
            $"No data folder. Set --data FOLDER or the environment variable {DataRoot.Variable}.");
        var names = parsed.GetValue(Names)!;
        var checks = DataSetCatalogue.All
            .Where(set => names.Length == 0 || names.Contains(set.Name))
            .Select(set => DataSetCheck.Run(set, root, cancellationToken))
            .ToArray();
        ConsoleReport.Table(
            $"Data sets below {root}",
            ["set", "state", "found"],
            checks.Select(check => (IReadOnlyList<string>)[check.Set.Name, Word(check.State), check.Detail]));
        JsonOutput.Write(parsed, new
        {
            Folder = root,
            Sets = checks.Select(check => new { check.Set.Name, State = Word(check.State), Found = check.Detail }),
        });
        return checks.Any(check =>
            check.State == DataSetState.Different || (names.Length > 0 && check.State == DataSetState.Missing))
            ? ExitCode.Failed
            : ExitCode.Done;
    }

    private static string Word(DataSetState state) => state switch
    {
        DataSetState.Missing => "missing",
        DataSetState.Verified => "verified",
        DataSetState.SameCounts => "same counts",
        _ => "DIFFERENT",
    };
}
