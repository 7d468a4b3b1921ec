using System.Globalization;
using System.Net;
using System.Text;
using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Drawing;
using NormFace.Storage;

namespace NormFace.Cropping;

/// <summary>A page of the pictures that somebody should look at: what failed first, then what is doubtful.</summary>
internal static class DoubtfulPage
{
    /// <summary>Name of the file in the run's folder.</summary>
    public const string FileName = "doubtful.html";

    private const int MostPictures = 500, Side = 292;
    private const uint Paper = 0x202830, Ink = 0x30D060;

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
        <title>Faces to review</title>
        <style>
        body { font: 14px/1.4 system-ui, sans-serif; max-width: 1100px; margin: 0 auto; padding: 24px; }
        div { display: flex; flex-wrap: wrap; gap: 12px; }
        figure { margin: 0; width: 146px; text-align: center; overflow-wrap: anywhere; break-inside: avoid; }
        img { width: 146px; border-radius: 4px; }
        small { opacity: 0.7; }
        </style></head><body>
        <h1>Faces to look at</h1>

        """;

    /// <summary>Writes the page, or removes an earlier one if there is nothing to review.</summary>
    public static void Write(string path, PictureSource source, IReadOnlyList<CropRow> rows, int threads)
    {
        int[] all = [.. Enumerable.Range(0, rows.Count).Where(index => rows[index].Doubts.Count > 0)];
        int[] shown = [.. all.OrderBy(index => rows[index].IsWritten).Take(MostPictures)];
        if (shown.Length == 0)
        {
            File.Delete(path);
            return;
        }

        var html = new StringBuilder(Head).Append(
            $"<p>{rows.Count(row => row.IsWritten)} of {rows.Count} faces were aligned; {all.Length} pictures are "
            + $"for review{(all.Length > shown.Length ? $", of which the first {shown.Length} are shown" : "")}. "
            + "landmarks.csv lists every picture.</p>\n");
        Add("Not aligned", isWritten: false);
        Add("Aligned, but doubtful", isWritten: true);
        AtomicFile.WriteText(path, html.Append("</body></html>\n").ToString());

        void Add(string title, bool isWritten)
        {
            int[] chosen = [.. shown.Where(index => rows[index].IsWritten == isWritten)];
            if (chosen.Length > 0)
            {
                html.Append($"<h2>{title}</h2>\n<div>\n").AppendJoin("", chosen.AsParallel().AsOrdered()
                    .WithDegreeOfParallelism(threads)
                        .Select(index => Figure(source, index, rows[index]))).Append("</div>\n");
            }
        }
    }

    private static string Figure(PictureSource source, int index, CropRow row) =>
        $"<figure><img alt=\"\" src=\"data:image/png;base64,{Convert.ToBase64String(Thumbnail(source, index, row))}\">"
        + $"<figcaption>{WebUtility.HtmlEncode(string.Join("; ", row.Doubts))} "
        + $"<small>{Shown(row.File)}</small></figcaption></figure>\n";

    // A path as one line of text: what turns the reading direction or cannot be shown becomes a mark.
    private static string Shown(string text) => WebUtility.HtmlEncode(string.Concat(text.Select(letter =>
        char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format ? '\uFFFD' : letter)));

    private static byte[] Thumbnail(PictureSource source, int index, CropRow row)
    {
        using var canvas = new PictureCanvas(Side, Side, Paper);
        try
        {
            var place = canvas.Draw(Picture.Decode(source.Read(index), row.File), new FaceBox(0, 0, Side, Side));
            if (row.Landmarks is not null)
            {
                canvas.Mark(row.Box ?? default, row.Landmarks, Ink, place);
            }
        }
        catch (PictureException)
        {
            // Nothing can be shown but that it is broken.
            canvas.Mark(new FaceBox(Side / 4, Side / 4, Side / 2, Side / 2), null, 0xC04040);
        }

        return canvas.ToPng();
    }
}
