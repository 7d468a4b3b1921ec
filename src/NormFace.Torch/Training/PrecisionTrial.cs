namespace NormFace.Training;

/// <summary>Which precision is faster for a network on this machine, by trial.</summary>
/// <remarks>
/// No flag of a processor answers that: parts that report bfloat16 units were measured between 0.2 and 1.8 times as fast
/// with them as in float32, and small networks on a GPU lose time by the casts.
/// </remarks>
internal static class PrecisionTrial
{
    private const int Turns = 3;
    private const double WorthWhile = 0.9; // of float32's time; above, the digits are worth more

    /// <summary>Takes steps in turn in both precisions and compares their medians.</summary>
    public static bool IsBFloat16Faster(TrainingSession session, TimeProvider? clock = null)
    {
        if (!Native.Autocast.IsPresent)
        {
            return false;
        }

        using var step = new TrialStep(session, clock ?? TimeProvider.System);
        var (full, mixed) = (new double[Turns], new double[Turns]);
        _ = step.Seconds(isBFloat16: false); // the first steps also pay for what the engine sets up once
        _ = step.Seconds(isBFloat16: true);
        for (var turn = 0; turn < Turns; turn++)
        {
            (full[turn], mixed[turn]) = (step.Seconds(isBFloat16: false), step.Seconds(isBFloat16: true));
        }

        return Median(mixed) <= WorthWhile * Median(full);
    }

    private static double Median(double[] seconds) => seconds.Order().ElementAt(Turns / 2);
}
