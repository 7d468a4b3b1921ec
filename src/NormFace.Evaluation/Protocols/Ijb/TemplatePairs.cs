using System.Globalization;
using NormFace.Embeddings;
using NormFace.PairLists;

namespace NormFace.Protocols.Ijb;

/// <summary>Millions of pairs of templates with their scores: 17 bytes a pair.</summary>
internal sealed class TemplatePairs
{
    private const int Step = 1 << 14; // pairs between two reports

    private readonly List<int> first = [];
    private readonly List<int> second = [];
    private readonly List<bool> isGenuine = [];

    /// <summary>Reads and scores pairs.</summary>
    /// <param name="path">The list: template, template, 1 or 0.</param>
    /// <param name="templates">The templates, named by number, perhaps behind a subject.</param>
    /// <param name="progress">Is told of pairs read, then of pairs scored; nobody if null.</param>
    /// <exception cref="InvalidDataException">
    /// A line is of another form, or names a template that is not there; the message names file and line.
    /// </exception>
    public TemplatePairs(string path, EmbeddingSet templates, IProgress<(int Done, int Total)>? progress)
    {
        var rows = templates.Names.Select(
            (name, row) => (Number: int.Parse(name.AsSpan(name.IndexOf('/') + 1), CultureInfo.InvariantCulture), row))
            .ToDictionary(entry => entry.Number, entry => entry.row);
        var (number, lineCount) = (0, progress is null ? 0 : LineCount(path));
        foreach (var line in File.ReadLines(path))
        {
            number++;
            Add(path, number, line, rows);
            if (number % Step == 0)
            {
                progress?.Report((number, lineCount));
            }
        }

        Scores = new double[Count];
        var done = 0;
        Parallel.For(0, (Count + Step - 1) / Step, block =>
        {
            var (start, end) = (block * Step, Math.Min((block + 1) * Step, Count));
            for (var pair = start; pair < end; pair++)
            {
                Scores[pair] = templates.Cosine(first[pair], second[pair]);
            }

            progress?.Report((Interlocked.Add(ref done, end - start), Count));
        });
    }

    public int Count => first.Count;

    /// <summary>Score of each pair.</summary>
    public double[] Scores { get; }

    public (int First, int Second, bool IsGenuine) this[int pair] => (first[pair], second[pair], isGenuine[pair]);

    /// <summary>The scores of one kind of pairs.</summary>
    public double[] Of(bool kind)
    {
        var chosen = new double[isGenuine.Count(genuine => genuine == kind)];
        var position = 0;
        for (var pair = 0; pair < Count; pair++)
        {
            if (isGenuine[pair] == kind)
            {
                chosen[position++] = Scores[pair];
            }
        }

        return chosen;
    }

    private static int LineCount(string path)
    {
        using var stream = File.OpenRead(path);
        var (buffer, count) = (new byte[1 << 16], 0);
        for (int length; (length = stream.Read(buffer)) > 0;)
        {
            count += buffer.AsSpan(0, length).Count((byte)'\n');
        }

        return count;
    }

    private void Add(string path, int number, string line, Dictionary<int, int> rows)
    {
        Span<Range> fields = stackalloc Range[4];
        var text = line.AsSpan();
        if (text.Split(fields, ' ', StringSplitOptions.RemoveEmptyEntries) != 3
            || !int.TryParse(text[fields[0]], out var one)
            || !int.TryParse(text[fields[1]], out var other)
            || text[fields[2]] is not ("0" or "1"))
        {
            throw ListLines.Wrong(path, number, "two templates and 1 or 0", line);
        }

        if (!rows.TryGetValue(one, out var firstRow) || !rows.TryGetValue(other, out var secondRow))
        {
            throw ListLines.Wrong(path, number, "two templates of the list of templates", line);
        }

        first.Add(firstRow);
        second.Add(secondRow);
        isGenuine.Add(text[fields[2]] is "1");
    }
}
