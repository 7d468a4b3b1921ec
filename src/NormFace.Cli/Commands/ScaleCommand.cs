using System.CommandLine;
using NormFace.Cli.Output;
using NormFace.Theory;

namespace NormFace.Cli.Commands;

/// <summary><c>normface scale</c>: the scale a number of classes needs.</summary>
internal static class ScaleCommand
{
    private static readonly Option<int> Classes = new("--classes")
    {
        Description = "Number of classes, such as training identities: at least 2.",
        Required = true,
    };

    private static readonly Option<double> Floor = new("--floor")
    {
        Description = "Wanted lower bound of the mean loss, in nats; above 0 and below log(classes).",
        DefaultValueFactory = _ => ScalePlan.DefaultFloor,
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Command command = new("scale", "Plan the scale of a normalised softmax from the number of classes.")
        {
            Classes, Floor, JsonOutput.Option,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult parsed)
    {
        var classes = parsed.GetValue(Classes);
        var plan = ScalePlan.ForFloor(classes, parsed.GetValue(Floor));
        ConsoleReport.Line(FormattableString.Invariant(
            $"Scale {plan.Scale:F4} lowers the floor of the loss to {plan.Floor:G4} nats for {classes} classes."));
        ConsoleReport.Line(FormattableString.Invariant($"Random guessing has a loss of {plan.GuessingLoss:F4} nats."));
        ConsoleReport.Line(FormattableString.Invariant(
            $"Reaching the floor takes features of at least {plan.SimplexDimension} values."));
        ConsoleReport.Line();
        double[] scales = [1, 4, 10, 16, 20, 30, 64, plan.Scale];
        ConsoleReport.Table(
            null,
            ["scale", "floor, nats", "gradient left at the floor"],
            scales.Order().Select(scale => Row(plan, scale)));
        JsonOutput.Write(parsed, plan);
    }

    private static string[] Row(ScalePlan plan, double scale)
    {
        var row = ScalePlan.ForScale(plan.ClassCount, scale);
        return
        [
            FormattableString.Invariant($"{scale:0.####}{(scale == plan.Scale ? "  (planned)" : "")}"),
            FormattableString.Invariant($"{row.Floor:G6}"),
            FormattableString.Invariant($"{row.RemainingPull:G4}"),
        ];
    }
}
