namespace NormFace.Schedules;

/// <summary>How a learning rate falls over a run.</summary>
internal enum ScheduleShape
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>By a factor at given steps: Caffe's multistep.</summary>
    Multistep,

    /// <summary>As a power of the share of steps left, <c>rate · (1 − step / steps)^power</c>: Caffe's poly.</summary>
    Polynomial,

    /// <summary>
    /// Along half a cosine, <c>rate · (1 + cos(π step / steps)) / 2</c>. Source: Loshchilov, Hutter, "SGDR",
    /// arXiv:1608.03983, without restarts.
    /// </summary>
    Cosine,
}
