using System.Globalization;
using NormFace.Embeddings;

namespace NormFace.Protocols.Ijb;

/// <summary>
/// Made-up people with pictures, media and templates; their lists as published; and the figures written out in loops.
/// </summary>
internal sealed class LiteralIjb
{
    private readonly List<(string Name, int Template, int Media, double Quality, double[] Feature)> pictures = [];
    private readonly List<(int Template, int Person)>[] galleries = [[], []];
    private readonly List<(int Template, int Person)> probes = [];
    private readonly List<(int First, int Second, bool IsGenuine)> pairs = [];

    public LiteralIjb(Random random, int people, int size)
    {
        var template = 100;
        for (var person = 1; person <= people; person++)
        {
            var centre = Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5).ToArray();
            galleries[person % 2].Add((Draw(1), person));
            for (var probe = 0; probe < 3; probe++)
            {
                probes.Add((Draw(1.5), person));
            }

            int Draw(double spread)
            {
                template += 1 + random.Next(3);
                for (var picture = 0; picture < 1 + random.Next(5); picture++)
                {
                    var length = Math.Exp(random.NextDouble());
                    pictures.Add((
                        $"{pictures.Count + 1}.jpg", template, random.Next(3), Math.Round(random.NextDouble(), 3)
                            + 0.01,
                        [.. centre.Select(
                            value => (double)(float)(length * (value + (spread * (random.NextDouble() - 0.5)))))]));
                }

                return template;
            }
        }

        foreach (var (enrolled, person) in galleries[0].Concat(galleries[1]))
        {
            foreach (var (probe, other) in probes.Where(_ => random.Next(3) > 0)
                    .Where(entry => entry.Person != person || random.Next(2) == 0)
                    .Concat(probes.Where(entry => entry.Person == person))
                    .Distinct())
            {
                pairs.Add((enrolled, probe, person == other));
            }
        }
    }

    public FeatureSet Features =>
        new(
            [.. pictures.SelectMany(picture => picture.Feature.Select(value => (float)value))],
            [.. pictures.Select(picture => picture.Name)]);

    public int TemplateCount => pictures.Select(picture => picture.Template).Distinct().Count();

    public int PictureCount => pictures.Count;

    public void Write(string folder, string prefix, string first, string second)
    {
        string At(string ending) => Path.Combine(folder, prefix + ending);
        File.WriteAllLines(
            At("_face_tid_mid.txt"), pictures.Select(picture => $"{picture.Name} {picture.Template} {picture.Media}"));
        File.WriteAllLines(
            At("_name_5pts_score.txt"),
            pictures.Select(picture =>
                string.Create(CultureInfo.InvariantCulture,
                    $"{picture.Name} 1.5 2 3 4 5 6 7 8 9 10 {picture.Quality}")));
        File.WriteAllLines(
            At("_template_pair_label.txt"),
            pairs.Select(pair => $"{pair.First} {pair.Second} {(pair.IsGenuine ? 1 : 0)}"));
        Csv(At($"_1N_gallery_{first}.csv"), galleries[0]);
        Csv(At($"_1N_gallery_{second}.csv"), galleries[1]);
        Csv(At("_1N_probe_mixed.csv"), probes);

        void Csv(string path, List<(int Template, int Person)> templates) => File.WriteAllLines(path, templates
            .SelectMany(template =>
                pictures.Where(picture => picture.Template == template.Template).Select(_ =>
                    $"{template.Template},{template.Person},img/1.png,7,8,9,10"))
            .Prepend("TEMPLATE_ID,SUBJECT_ID,FILENAME,FACE_X,FACE_Y,FACE_WIDTH,FACE_HEIGHT"));
    }

    /// <summary>
    /// The mean of each media's weighted pictures, summed over the media, at length 1 in float32 as the product keeps
    /// it.
    /// </summary>
    public Dictionary<int, float[]> Pool(bool usesQuality, bool keepsLengths) =>
        pictures.GroupBy(picture => picture.Template).ToDictionary(template => template.Key, template =>
    {
        var sum = new double[template.First().Feature.Length];
        foreach (var media in template.GroupBy(picture => picture.Media))
        {
            foreach (var picture in media)
            {
                var length = keepsLengths ? 1 : Length(picture.Feature);
                for (var column = 0; column < sum.Length; column++)
                {
                    sum[column] += (
                        usesQuality ? picture.Quality : 1) * picture.Feature[column] / length / media.Count();
                }
            }
        }

        return sum.Select(value => (float)(value / Length(sum))).ToArray();
    });

    public List<(double Score, bool IsGenuine)> Scores(Dictionary<int, float[]> pooled) =>
        [.. pairs.Select(pair => (Cosine(pooled[pair.First], pooled[pair.Second]), pair.IsGenuine))];

    public double RankRate(Dictionary<int, float[]> pooled, int gallery, int rank)
    {
        var ranks = Mated(gallery).Select(probe => Rank(pooled, gallery, probe)).ToArray();
        return ranks.Average(found => found <= rank ? 1.0 : 0);
    }

    /// <summary>Share of mated searches within the rank and above every non-mated score that must be refused.</summary>
    public double Tpir(Dictionary<int, float[]> pooled, int gallery, double rate, int rank)
    {
        var enrolled = galleries[gallery].Select(entry => entry.Person).ToHashSet();
        var others = probes.Where(probe => !enrolled.Contains(probe.Person))
            .Select(probe => galleries[gallery].Max(entry => Cosine(pooled[probe.Template], pooled[entry.Template])))
            .OrderDescending()
            .ToArray();
        var allowed = (int)Math.Floor((rate * others.Length) + 1e-9);
        return Mated(gallery).Average(probe =>
            Own(pooled, gallery, probe) > others[allowed] && Rank(pooled, gallery, probe) <= rank ? 1.0 : 0);
    }

    private IEnumerable<(int Template, int Person)> Mated(int gallery) =>
        probes.Where(probe => galleries[gallery].Any(entry => entry.Person == probe.Person));

    private double Own(Dictionary<int, float[]> pooled, int gallery, (int Template, int Person) probe) =>
        Cosine(
            pooled[probe.Template], pooled[galleries[gallery].Single(entry => entry.Person == probe.Person).Template]);

    private int Rank(Dictionary<int, float[]> pooled, int gallery, (int Template, int Person) probe) =>
        1
            + galleries[gallery].Count(entry =>
                entry.Person != probe.Person
                    && Cosine(pooled[probe.Template], pooled[entry.Template]) >= Own(pooled, gallery, probe));

    private static double Length(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    private static double Cosine(float[] first, float[] second) =>
        first.Zip(second, (one, other) => (double)one * other).Sum() / (
            Length([.. first.Select(value => (double)value)]) * Length([.. second.Select(value => (double)value)]));
}
