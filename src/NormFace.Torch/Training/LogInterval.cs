namespace NormFace.Training;

/// <summary>What adds up between two lines of the log.</summary>
/// <param name="clock">Measures time.</param>
internal sealed class LogInterval(TimeProvider clock)
{
    private long start = clock.GetTimestamp();
    private TimeSpan waited;
    private long pictures;

    /// <summary>
    /// Sum of the losses; saved with a checkpoint, so that a resumed log reads like an uninterrupted one.
    /// </summary>
    public double LossSum { get; set; }

    /// <summary>Steps of the sum.</summary>
    public double StepCount { get; set; }

    /// <summary>Mean loss.</summary>
    public double MeanLoss => LossSum / StepCount;

    /// <summary>Pictures a second.</summary>
    public double PicturesPerSecond => pictures / Math.Max(1e-9, clock.GetElapsedTime(start).TotalSeconds);

    /// <summary>Share of the time spent waiting for pictures.</summary>
    public double LoaderShare => Math.Clamp(waited / clock.GetElapsedTime(start), 0, 1);

    /// <summary>Runs an action whose time is spent waiting.</summary>
    public T Wait<T>(Func<T> action)
    {
        var before = clock.GetTimestamp();
        var result = action();
        waited += clock.GetElapsedTime(before);
        return result;
    }

    /// <summary>Runs an action whose time does not count.</summary>
    public T Apart<T>(Func<T> action)
    {
        var before = clock.GetTimestamp();
        var result = action();
        start += clock.GetTimestamp() - before;
        return result;
    }

    /// <summary>Adds a step.</summary>
    public void Add(double loss, int pictureCount)
    {
        LossSum += loss;
        StepCount++;
        pictures += pictureCount;
    }

    /// <summary>Begins the next interval.</summary>
    public void Restart()
    {
        (LossSum, StepCount) = (0, 0);
        Start();
    }

    /// <summary>Begins to measure time; sums that were restored stay.</summary>
    public void Start()
    {
        (pictures, waited) = (0, TimeSpan.Zero);
        start = clock.GetTimestamp();
    }
}
