using System.Runtime.InteropServices;
using System.Text.Json;
using NormFace.Benches;
using NormFace.Native;
using NormFace.Storage;

namespace NormFace.Demonstration;

/// <summary>The demonstration: drawn faces, five heads trained on them, others verified.</summary>
public sealed class Demo
{
    private readonly DemoPlan plan;
    private readonly DemoFigures figures;
    private readonly ComputeMachine machine;

    private Demo(DemoPlan plan, DemoFigures figures, ComputeMachine machine, IReadOnlyList<DemoRun> runs)
    {
        (this.plan, this.figures, this.machine) = (plan, figures, machine);
        Runs = runs;
    }

    /// <summary>
    /// The five heads, then the pixels themselves, with their figures on people that no head has seen.
    /// </summary>
    public IReadOnlyList<DemoRun> Runs { get; }

    /// <summary>Trains and verifies.</summary>
    /// <param name="plan">What is drawn and how long is trained.</param>
    /// <param name="machine">Where to compute.</param>
    /// <param name="display">Where progress is shown.</param>
    /// <param name="cancellationToken">Stops it; nothing is kept.</param>
    /// <returns>The demonstration with its figures.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Demo Run(
        DemoPlan plan, ComputeMachine machine, IBenchDisplay display, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(display);
        var figures = new DemoFigures(plan);
        List<DemoRun> runs = [];
        foreach (var head in DemoHead.All)
        {
            display.Line(head.Name);
            var (curve, unseen) = DemoTraining.Run(plan, head, machine, display, cancellationToken);
            runs.Add(DemoFigures.Of(head.Name, curve, unseen));
        }

        runs.Add(figures.OfRawPixels());
        return new Demo(plan, figures, machine, runs);
    }

    /// <summary>Writes <c>report.html</c> and <c>results.json</c>.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Write(string folder)
    {
        var version = typeof(Demo).Assembly.GetName().Version!.ToString(3);
        var page = new DemoReport(Runs, figures.UnseenPaths(), row => figures.Png(row)).ToPage(
            "NormFace demo: synthetic faces",
            $"A small network was trained on {DemoPlan.TrainedIdentities} drawn identities with each head, "
                + $"then used to verify {DemoPlan.UnseenIdentities} unseen identities.",
            (
                figures.ContactSheet(),
                "Each row is one identity. Geometry and colour belong to the person; pose, light, expression, "
                + "occlusion, blur and noise do not."));
        (page with
        {
            Origin =
            [
                new("command", $"normface demo --seed {plan.Seed} --steps {plan.Steps} --threads {machine.Threads}"),
                new("machine", $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors"),
                new("versions", $"NormFace {version}, {RuntimeInformation.FrameworkDescription}"),
            ],
        }).WriteHtml(Path.Combine(folder, "report.html"));

        var results = Runs.Select(run => new
        {
            head = run.Name,
            lastLoss = run.Curve.Count == 0 ? (double?)null : run.Curve[^1].Loss,
            floor = run.Curve.Count == 0 ? null : run.Curve[^1].Floor,
            equalErrorRate = run.Summary.EqualErrorRate.Value,
            low = run.Summary.EqualErrorRate.Low,
            high = run.Summary.EqualErrorRate.High,
            auc = run.Summary.Auc.Value,
        });
        AtomicFile.WriteText(Path.Combine(folder, "results.json"), JsonSerializer.Serialize(results) + "\n");
    }
}
