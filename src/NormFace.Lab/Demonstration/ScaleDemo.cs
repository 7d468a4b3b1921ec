using NormFace.Agents;
using NormFace.Experiments;
using NormFace.Figures;
using NormFace.Losses;
using NormFace.Scales;
using NormFace.Theory;

namespace NormFace.Demonstration;

/// <summary>The paper's claim about the scale, on free vectors: one feature and one agent for each class.</summary>
public static class ScaleDemo
{
    /// <summary>Number of classes; the vectors have one dimension less, in which a regular simplex fits.</summary>
    public const int Classes = 10;

    /// <summary>Trains the normalised softmax with several scales.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The trainings.</returns>
    public static IReadOnlyList<ScaleDemoRun> TrainScales(CancellationToken cancellationToken = default) =>
        TrainAll(ScaleHeads(), cancellationToken);

    /// <summary>Trains every other head with class agents.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The trainings.</returns>
    public static IReadOnlyList<ScaleDemoRun> TrainOtherHeads(CancellationToken cancellationToken = default) =>
        TrainAll(OtherHeads(), cancellationToken);

    /// <summary>Draws loss and floor against steps, and the floor against the scale.</summary>
    /// <param name="path">PNG file to write.</param>
    /// <param name="runs">What <see cref="TrainScales"/> gave.</param>
    public static void Draw(string path, IReadOnlyList<ScaleDemoRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ScaleFigure.Write(path, runs);
    }

    private static IEnumerable<(string Name, AgentLoss Loss)> ScaleHeads() =>
    [
        ("s = 1", Softmax(new ScaleOptions { Fixed = 1 })),
        ("s = 4", Softmax(new ScaleOptions { Fixed = 4 })),
        ("s = 10", Softmax(new ScaleOptions { Fixed = 10 })),
        ("s learned from 1", Softmax(new ScaleOptions { Learned = 1 })),
    ];

    private static IEnumerable<(string Name, AgentLoss Loss)> OtherHeads()
    {
        var scale = new ScaleOptions { Floor = ScalePlan.DefaultFloor };
        return
        [
            ("softmax", new SoftmaxLoss(NewAgents())),
            ("C-contrastive", new CContrastiveLoss(NewAgents())),
            ("C-triplet", new CTripletLoss(NewAgents())),
            ("C-triplet, hardest", new CTripletLoss(NewAgents(), new CTripletOptions { HardestOnly = true })),
            ("CosFace", new CosFaceLoss(NewAgents(), new CosFaceOptions { Scale = scale })),
            ("ArcFace", new ArcFaceLoss(NewAgents(), new ArcFaceOptions { Scale = scale })),
            ("CurricularFace", new CurricularFaceLoss(NewAgents(), new CurricularFaceOptions { Scale = scale })),
            ("AdaFace", new AdaFaceLoss(NewAgents(), new AdaFaceOptions { Scale = scale })),
            ("SphereFace", new SphereFaceLoss(NewAgents())),
        ];
    }

    private static NormalizedSoftmaxLoss Softmax(ScaleOptions scale) =>
        new(NewAgents(), new NormalizedSoftmaxOptions { Scale = scale });

    private static ClassAgents NewAgents() => new(Classes, Classes - 1);

    private static List<ScaleDemoRun> TrainAll(
        IEnumerable<(string Name, AgentLoss Loss)> heads, CancellationToken cancellationToken)
    {
        List<ScaleDemoRun> runs = [];
        foreach (var (name, loss) in heads)
        {
            using (loss)
            {
                runs.Add(new ScaleDemoRun(name, FreeVectors.Train(loss, new FreeVectorOptions(), cancellationToken)));
            }
        }

        return runs;
    }
}
