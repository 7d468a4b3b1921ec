using System.Globalization;
using NormFace.Embeddings;
using NormFace.PairLists;

namespace NormFace.Protocols.Ijb;

/// <summary>Millions of pairs of templates with their scores: 17 bytes a pair.</summary>
internal sealed class TemplatePairs
{
    private readonly List<int> first = [];
    private readonly List<int> second = [];
    private readonly List<bool> isGenuine = [];

    /// <summary>Reads and scores pairs.</summary>
    /// <param name="path">The list: template, template, 1 or 0.</param>
    /// <param name="templates">The templates, named by number, perhaps behind a subject.</param>
    /// <exception cref="InvalidDataException">
    /// A line is of another form, or names a template that is not there; the message names file and line.
    /// </exception>
    public TemplatePairs(string path, EmbeddingSet templates)
    {
        var rows = templates.Names.Select(
            (name, row) => (Number: int.Parse(name.AsSpan(name.IndexOf('/') + 1), CultureInfo.InvariantCulture), row))
            .ToDictionary(entry => entry.Number, entry => entry.row);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            Add(path, number, line, rows);
        }

        Scores = new double[Count];
        Parallel.For(0, Count, pair => Scores[pair] = templates.Cosine(first[pair], second[pair]));
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
