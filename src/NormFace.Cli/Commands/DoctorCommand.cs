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
        Command command = new("doctor", "Show what was found on this machine and the effect of anything missing.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        Print("Machine", Machine.Describe());

        try
        {
            Print("libtorch", Engine.Describe());
        }
        catch (NativeStartException error)
        {
            Print("libtorch", [new Finding("libtorch", IsThere: false, "not loaded", error.Message)]);
            return ExitCode.Failed;
        }

        Print("Optional libraries", OptionalLibraries.Describe());
        return 0;
    }

    private static void Print(string title, IReadOnlyList<Finding> findings) => ConsoleReport.Findings(
        title,
        findings.Select(finding => finding.IsThere
            ? ("ok", finding.Name, finding.State)
            : ("--", finding.Name, $"{finding.State}: {finding.CostOfAbsence}")));
}
