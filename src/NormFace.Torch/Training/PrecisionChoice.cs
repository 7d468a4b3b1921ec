using NormFace.Recipes;

namespace NormFace.Training;

/// <summary>The precision of a run: the recipe's, or the faster one on this machine, found by a trial.</summary>
/// <remarks>
/// No flag of a processor answers that: parts that report bfloat16 units were measured between 0.2 and 1.8 times as
/// fast with them as in float32, and small networks on a GPU lose time by the casts.
/// </remarks>
internal static class PrecisionChoice
{
    private const int Turns = 3;
    private const double WorthWhile = 0.9; // of float32's time; above, the digits are worth more

    /// <summary>Whether the network of a session runs in bfloat16.</summary>
    /// <remarks>
    /// Where the recipe asks for the faster precision, the first call decides by a trial of a few steps. Checkpoints
    /// keep the choice, so that a resumed run goes on in the precision that it was begun in.
    /// </remarks>
    public static bool IsBFloat16(TrainingSession session) =>
        session.IsBFloat16 ??= session.Recipe.Run.Precision == TrainingPrecision.Mixed
            || (session.Recipe.Run.Precision == TrainingPrecision.Fastest && IsBFloat16Faster(session));

    /// <summary>Whether the products of the loss of a session are in bfloat16; decided and kept in the same
    /// way.</summary>
    public static bool HasBFloat16Products(TrainingSession session) =>
        session.HasBFloat16Products ??= session.Recipe.Run.LossPrecision == TrainingPrecision.Mixed
            || (session.Recipe.Run.LossPrecision == TrainingPrecision.Fastest && AreBFloat16ProductsFaster(session));

    /// <summary>Takes steps in turn in both precisions of the network and compares their medians.</summary>
    public static bool IsBFloat16Faster(TrainingSession session, TimeProvider? clock = null) =>
        Native.Autocast.IsPresent && IsMixedFaster(session, clock, (step, isMixed) => step.Seconds(isMixed));

    /// <summary>Takes steps in turn in both precisions of the loss, and compares their medians.</summary>
    public static bool AreBFloat16ProductsFaster(TrainingSession session, TimeProvider? clock = null)
    {
        var isBFloat16 = IsBFloat16(session);
        return IsMixedFaster(session, clock, (step, isMixed) =>
        {
            session.HasBFloat16Products = isMixed;
            return step.Seconds(isBFloat16);
        });
    }

    private static bool IsMixedFaster(
        TrainingSession session, TimeProvider? clock, Func<TrialStep, bool, double> seconds)
    {
        using var step = new TrialStep(session, clock ?? TimeProvider.System);
        var (full, mixed) = (new double[Turns], new double[Turns]);
        _ = seconds(step, false); // the first steps also pay for what the engine sets up once
        _ = seconds(step, true);
        for (var turn = 0; turn < Turns; turn++)
        {
            (full[turn], mixed[turn]) = (seconds(step, false), seconds(step, true));
        }

        return Median(mixed) <= WorthWhile * Median(full);
    }

    private static double Median(double[] seconds) => seconds.Order().ElementAt(Turns / 2);
}
