using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Drawing;
using NormFace.Reports;

namespace NormFace.Cropping;

/// <summary>A page of the pictures that somebody should look at: what failed first, then what is doubtful.</summary>
internal static class DoubtfulPage
{
    /// <summary>Name of the file in the run's folder.</summary>
    public const string FileName = "doubtful.html";

    private const int MostPictures = 500, Side = 292;
    private const uint Paper = 0x202830, Ink = 0x30D060;

    /// <summary>Writes the page, or removes an earlier one where there is nothing to look at.</summary>
    public static void Write(string path, PictureSource source, IReadOnlyList<CropRow> rows, int threads)
    {
        var indices = Enumerable.Range(0, rows.Count).Where(index => rows[index].Doubts.Count > 0).OrderBy(index => rows[index].IsWritten).Take(MostPictures).ToArray();
        if (indices.Length == 0)
        {
            File.Delete(path);
            return;
        }

        var failed = indices.Where(index => !rows[index].IsWritten).ToArray();
        var total = rows.Count(row => row.Doubts.Count > 0);
        List<ReportBlock> blocks = [];
        Add("No face was written", failed);
        Add("Written, but doubtful", indices.Except(failed));
        HtmlPage.Write(
            new ReportPage(
                "Faces to look at",
                $"{rows.Count(row => row.IsWritten)} of {rows.Count} pictures gave a face; {total} of all should be looked at{(total > indices.Length ? $", the first {indices.Length} are here" : "")}. landmarks.csv lists every picture.",
                blocks),
            path);

        void Add(string title, IEnumerable<int> chosen)
        {
            CaptionedPicture[] pictures =
            [
                .. chosen.AsParallel().AsOrdered().WithDegreeOfParallelism(threads)
                    .Select(index => new CaptionedPicture(Thumbnail(source, index, rows[index]), rows[index].File, string.Join("; ", rows[index].Doubts))),
            ];
            if (pictures.Length > 0)
            {
                blocks.Add(new CaptionedPicturesBlock(title, pictures));
            }
        }
    }

    private static byte[] Thumbnail(PictureSource source, int index, CropRow row)
    {
        using var canvas = new PictureCanvas(Side, Side, Paper);
        try
        {
            var place = canvas.Draw(PictureDecoder.Decode(source.Read(index), row.File), new FaceBox(0, 0, Side, Side));
            if (row.Points is not null)
            {
                canvas.Mark(row.Box ?? default, row.Points, Ink, place);
            }
        }
        catch (PictureException)
        {
            canvas.Mark(new FaceBox(Side / 4, Side / 4, Side / 2, Side / 2), null, 0xC04040); // nothing to show but that it is broken
        }

        return canvas.ToPng();
    }
}
