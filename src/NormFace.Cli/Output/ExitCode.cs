namespace NormFace.Cli.Output;

/// <summary>What the program ends with; 0 means done.</summary>
internal static class ExitCode
{
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int Interrupted = 130; // as a shell reports SIGINT
}
