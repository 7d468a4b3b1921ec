namespace NormFace.Schedules;

/// <summary>How a learning rate falls over a run.</summary>
public enum ScheduleShape
{
    /// <summary>By a factor at given steps.</summary>
    Multistep,

    /// <summary>As a power of the share of steps left.</summary>
    Polynomial,

    /// <summary>Along half a cosine.</summary>
    Cosine,
}
