namespace NormFace.Cli.Output;

/// <summary>What the exit codes mean, for help and documents.</summary>
internal static class ExitCodes
{
    /// <summary>Every code with its meaning.</summary>
    public static IReadOnlyList<(ExitCode Code, string Meaning)> All { get; } =
        [.. Enum.GetValues<ExitCode>().Select(code => (code, MeaningOf(code)))];

    private static string MeaningOf(ExitCode code) => code switch
    {
        ExitCode.Done => "done; of verify: the same person",
        ExitCode.Failed => "failed: something cannot be read, written or computed; the message says what",
        ExitCode.WrongUsage => "wrong usage: an option, argument or setting; nothing was done",
        ExitCode.Different => "of verify: different people",
        ExitCode.NoFace => "no face in a picture of verify, or in any picture of align, detect or embed",
        ExitCode.SeveralFaces => "of verify: several candidate faces; choose with --face",
        ExitCode.TinyFace => "of verify: a tiny face; --any-quality accepts it",
        ExitCode.BlurredFace => "of verify: a blurred face; --any-quality accepts it",
        ExitCode.Unreadable => "of verify: an unreadable picture; of detect: no picture can be read",
        ExitCode.Undecided => "of verify: undecided; the score speaks neither for one person nor for two",
        ExitCode.Interrupted => "interrupted by Ctrl-C; train, align, reproduce and figures can be resumed",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "A code needs a meaning here."),
    };
}
