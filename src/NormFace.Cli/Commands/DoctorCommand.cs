using System.CommandLine;
using NormFace.Cli.Diagnosis;
using NormFace.Cli.Output;
using NormFace.Native;

namespace NormFace.Cli.Commands;

/// <summary><c>normface doctor</c>: what was found on this machine, and the effect of anything missing.</summary>
internal static class DoctorCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("doctor", "Show what was found on this machine and the effect of anything missing.")
        {
            JsonOutput.Option,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (libtorch, isLoaded) = LibTorch();
        (string Title, IReadOnlyList<Finding> Findings)[] groups =
        [
            ("Machine", Machine.Describe()),
            ("Faces", FaceParts.Describe()),
            ("libtorch", libtorch),
            ("Optional libraries", OptionalLibraries.Describe()),
        ];
        foreach (var (title, findings) in groups)
        {
            Print(title, findings);
        }

        JsonOutput.Write(parsed, groups.Select(group => new { Group = group.Title, group.Findings }));
        return isLoaded ? 0 : ExitCode.Failed;
    }

    private static (IReadOnlyList<Finding> Findings, bool IsLoaded) LibTorch()
    {
        try
        {
            return (Engine.Describe(), true);
        }
        catch (NativeStartException error)
        {
            return ([new Finding("libtorch", IsThere: false, "not loaded", error.Message)], false);
        }
    }

    private static void Print(string title, IReadOnlyList<Finding> findings) => ConsoleReport.Findings(
        title,
        findings.Select(finding => finding.IsThere
            ? ("ok", finding.Name, finding.State)
            : ("--", finding.Name, $"{finding.State}: {finding.CostOfAbsence}")));
}
