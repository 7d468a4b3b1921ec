using NormFace.Cli.Output;

namespace NormFace.Cli.Commands;

/// <summary><c>--draw</c>: a picture of the result.</summary>
internal static class DrawOption
{
    /// <summary>Builds the option.</summary>
    /// <param name="content">What the picture shows.</param>
    public static OutputFile Create(string content) => new("--draw")
    {
        Description = $"Picture of the result, a PNG file: {content}.",
    };
}
