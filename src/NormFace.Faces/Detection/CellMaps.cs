using NormFace.Alignment;
using NormFace.Running;

namespace NormFace.Detection;

/// <summary>What P-Net says of every cell of a level.</summary>
/// <param name="scores">Shares of no face and face. Shape <c>[N, 2, h, w]</c>.</param>
/// <param name="moves">Where the edges should be. Shape <c>[N, 4, h, w]</c>.</param>
/// <param name="across">Pixels of the picture to a column of the level.</param>
/// <param name="down">Pixels of the picture to a row of the level.</param>
internal sealed class CellMaps(SessionOutput scores, SessionOutput moves, double across, double down)
{
    private readonly int width = (int)scores.Shape[3];
    private readonly int area = (int)(scores.Shape[2] * scores.Shape[3]);

    /// <summary>The cells of one picture that score enough, as boxes of the picture.</summary>
    public IEnumerable<Candidate> Above(double threshold, int place, int picture)
    {
        for (var cell = 0; cell < area; cell++)
        {
            var score = scores.Values[(((2 * place) + 1) * area) + cell];
            if (score >= threshold)
            {
                var box = new FaceBox(
                    cell % width * MtcnnInput.CellStep * across,
                    cell / width * MtcnnInput.CellStep * down,
                    MtcnnInput.CellSide * across,
                    MtcnnInput.CellSide * down);
                yield return new Candidate(
                    picture,
                    box,
                    score,
                    new EdgeMoves(
                        Move(0, place, cell), Move(1, place, cell), Move(2, place, cell), Move(3, place, cell)));
            }
        }
    }

    private float Move(int edge, int place, int cell) => moves.Values[(((4 * place) + edge) * area) + cell];
}
