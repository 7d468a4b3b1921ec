namespace NormFace.Cli.Output;

/// <summary>Exit codes of the program; 0 means success.</summary>
internal static class ExitCode
{
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int Different = 3; // of 'verify': two different people
    public const int NoFace = 4;
    public const int SeveralFaces = 5;
    public const int TinyFace = 6;
    public const int BlurredFace = 7;
    public const int Unreadable = 8;
    public const int Interrupted = 130; // as a shell reports SIGINT
}
