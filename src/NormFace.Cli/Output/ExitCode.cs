namespace NormFace.Cli.Output;

/// <summary>Exit codes of the program, the same in every command.</summary>
internal enum ExitCode
{
    Done = 0,
    Failed = 1,
    WrongUsage = 2,
    Different = 3,
    NoFace = 4,
    SeveralFaces = 5,
    TinyFace = 6,
    BlurredFace = 7,
    Unreadable = 8,
    Undecided = 9,
    Interrupted = 130, // as a shell reports SIGINT
}
