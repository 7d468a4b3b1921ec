namespace NormFace.Cli.Commands.Evaluation;

/// <summary>A file that <c>--curves</c> writes.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Write">Writes it at a path.</param>
internal sealed record CurveFile(string Name, Action<string> Write);
