using NormFace.Alignment;
using NormFace.Decoding;
using NormFace.Running;

namespace NormFace.Detection;

/// <summary>The three stages of MTCNN on pictures. Source: Zhang et al., arXiv:1604.02878, section II, and its
/// release.</summary>
/// <param name="proposal">P-Net.</param>
/// <param name="refinement">R-Net.</param>
/// <param name="output">O-Net.</param>
/// <param name="options">Settings.</param>
internal sealed class MtcnnCascade(
    OnnxSession proposal, OnnxSession refinement, OnnxSession output, DetectorOptions options)
{
    private const double LevelOverlap = 0.5, Overlap = 0.7, FaceThreshold = 0.7;
    private const int LargestBatch = 256;
    private static readonly long[] OutputLengths = [2, 4, 10]; // scores, moves, points
    private const int MostPixelsAtOnce = 4_000_000; // of the largest level

    /// <summary>The faces of each picture.</summary>
    public IReadOnlyList<IReadOnlyList<DetectedFace>> Find(IReadOnlyList<Picture> pictures)
    {
        var proposals = new List<Candidate>();
        foreach (var size in Enumerable.Range(0, pictures.Count)
            .GroupBy(index => (pictures[index].Width, pictures[index].Height)))
        {
            proposals.AddRange(Proposals(pictures, [.. size]));
        }

        var refined = Judged(pictures, Moved(Suppressed(proposals)), refinement, 24, options.RefinementThreshold);
        var found = Judged(pictures, Moved(Suppressed(refined)), output, 48, options.FaceThreshold ?? FaceThreshold);
        var faces = Suppressed([.. found.Select(face => face with { Box = face.MovedBox() })], bySmaller: true);
        var byPicture = faces.ToLookup(face => face.Picture);
        return
        [
            .. pictures.Select(
                (_, index) => (IReadOnlyList<DetectedFace>)
                [
                    .. byPicture[index].Select(face => new DetectedFace(face.Box, face.Landmarks!, face.Score)),
                ]),
        ];
    }

    // Pictures of one size go through P-Net together, level by level.
    private IEnumerable<Candidate> Proposals(IReadOnlyList<Picture> pictures, int[] indices)
    {
        var (width, height) = (pictures[indices[0]].Width, pictures[indices[0]].Height);
        var levels = PicturePyramid.Levels(width, height, options, MtcnnInput.CellSide);
        if (levels.Count == 0)
        {
            yield break;
        }

        foreach (var batch in indices.Chunk(Math.Max(1, MostPixelsAtOnce / (levels[0].Width * levels[0].Height))))
        {
            PicturePyramid[] pyramids = [.. batch.Select(index => new PicturePyramid(pictures[index], levels[0]))];
            foreach (var level in levels)
            {
                var length = 3 * level.Width * level.Height;
                var planes = new float[batch.Length * length];
                for (var place = 0; place < batch.Length; place++)
                {
                    pyramids[place].Fill(level, planes.AsSpan(place * length, length));
                }

                var results = proposal.Run(
                    MtcnnGraphs.Pictures,
                    planes,
                    [batch.Length, 3, level.Height, level.Width],
                    MtcnnGraphs.Scores,
                    MtcnnGraphs.Moves);
                results[0].Require(proposal.File, batch.Length, 2, -1, -1);
                results[1].Require(proposal.File, batch.Length, 4, results[0].Shape[2], results[0].Shape[3]);
                var cells = new CellMaps(
                    results[0], results[1], (double)width / level.Width, (double)height / level.Height);
                for (var place = 0; place < batch.Length; place++)
                {
                    Candidate[] above = [.. cells.Above(options.ProposalThreshold, place, batch[place])];
                    foreach (var candidate in Suppressed(above, LevelOverlap))
                    {
                        yield return candidate;
                    }
                }
            }
        }
    }

    // Looks at each candidate again in a network of a fixed input size; those that score enough stay, with what the
    // network says.
    private static List<Candidate> Judged(
        IReadOnlyList<Picture> pictures,
        IReadOnlyList<Candidate> candidates,
        OnnxSession network,
        int side,
        double threshold)
    {
        var (kept, length) = (new List<Candidate>(), 3 * side * side);
        string[] outputs = network.Outputs.Contains(MtcnnGraphs.Points)
            ? [MtcnnGraphs.Scores, MtcnnGraphs.Moves, MtcnnGraphs.Points]
            : [MtcnnGraphs.Scores, MtcnnGraphs.Moves];
        foreach (var batch in candidates
            .Where(candidate => Seen(candidate, pictures) is { Width: >= 1, Height: >= 1 }).Chunk(LargestBatch))
        {
            var planes = new float[batch.Length * length];
            for (var place = 0; place < batch.Length; place++)
            {
                RegionPlanes.Fill(
                    pictures[batch[place].Picture],
                    Seen(batch[place], pictures),
                    side,
                    side,
                    MtcnnInput.Mean,
                    MtcnnInput.Factor,
                    planes.AsSpan(place * length, length));
            }

            var results = network.Run(MtcnnGraphs.Pictures, planes, [batch.Length, 3, side, side], outputs);
            foreach (var (result, columns) in results.Zip(OutputLengths))
            {
                result.Require(network.File, batch.Length, columns);
            }

            for (var place = 0; place < batch.Length; place++)
            {
                var score = results[0].Values[(2 * place) + 1];
                if (score >= threshold)
                {
                    kept.Add(batch[place] with
                    {
                        Score = score,
                        Moves = EdgeMoves.Of(results[1].Values.AsSpan(4 * place, 4)),
                        Landmarks = outputs.Length > 2
                            ? PointsIn(batch[place].Box, results[2].Values.AsSpan(10 * place, 10))
                            : null,
                    });
                }
            }
        }

        return kept;
    }

    // Of a box that reaches beyond the picture the part inside is looked at, stretched to the whole: a face that is cut
    // off is found better than with black beside it.
    private static FaceBox Seen(Candidate candidate, IReadOnlyList<Picture> pictures) =>
        candidate.Box.Within(pictures[candidate.Picture].Width, pictures[candidate.Picture].Height);

    // The networks learned points as the numbers of pixels, counted from the left edge of the box's first pixel; so
    // half a pixel is not taken off.
    private static Landmarks PointsIn(FaceBox box, ReadOnlySpan<float> shares)
    {
        var points = new PixelPoint[5];
        for (var index = 0; index < points.Length; index++)
        {
            points[index] = new PixelPoint(
                box.Left + (shares[index] * box.Width), box.Top + (shares[5 + index] * box.Height));
        }

        return Landmarks.From(points);
    }

    private static List<Candidate> Moved(IReadOnlyList<Candidate> candidates) =>
        [.. candidates.Select(candidate => candidate with { Box = candidate.MovedBox().Squared() })];

    private static List<Candidate> Suppressed(
        IReadOnlyList<Candidate> candidates, double overlap = Overlap, bool bySmaller = false) =>
    [
        .. candidates.GroupBy(candidate => candidate.Picture).SelectMany(group =>
        {
            Candidate[] all = [.. group];
            return BoxSuppression.Keep(
                [.. all.Select(candidate => candidate.Box)],
                [.. all.Select(candidate => candidate.Score)],
                overlap,
                bySmaller).Select(index => all[index]);
        }),
    ];
}
