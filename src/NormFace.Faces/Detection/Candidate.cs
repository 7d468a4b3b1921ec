using NormFace.Alignment;

namespace NormFace.Detection;

/// <summary>A box that may hold a face.</summary>
/// <param name="Picture">Which picture it is in.</param>
/// <param name="Box">Where.</param>
/// <param name="Score">Score of the last network that looked at it.</param>
/// <param name="Moves">Where that network wants its edges.</param>
/// <param name="Landmarks">Five points, where that network finds them.</param>
internal sealed record Candidate(int Picture, FaceBox Box, float Score, EdgeMoves Moves, Landmarks? Landmarks = null)
{
    /// <summary>The box with its edges where the network wants them.</summary>
    public FaceBox MovedBox() => new(
        Box.Left + (Moves.Left * Box.Width),
        Box.Top + (Moves.Top * Box.Height),
        Box.Width * (1 + Moves.Right - Moves.Left),
        Box.Height * (1 + Moves.Bottom - Moves.Top));
}

/// <summary>How far the edges of a box should move, in shares of its sides.</summary>
/// <param name="Left">The left edge, to the right.</param>
/// <param name="Top">The upper edge, downwards.</param>
/// <param name="Right">The right edge, to the right.</param>
/// <param name="Bottom">The lower edge, downwards.</param>
internal readonly record struct EdgeMoves(float Left, float Top, float Right, float Bottom)
{
    public static EdgeMoves Of(ReadOnlySpan<float> moves) => new(moves[0], moves[1], moves[2], moves[3]);
}
