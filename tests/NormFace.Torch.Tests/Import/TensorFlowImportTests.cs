using NormFace.Datasets;
using NormFace.Pictures;
using NormFace.Preparation;
using NormFace.Recognition;
using NormFace.TestKit;
using Xunit;

namespace NormFace.Import;

/// <summary>Judged by what others measured with the published weights: pairs of LFW that they tell apart.</summary>
public sealed class TensorFlowImportTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("normface-tensorflow-");

    public void Dispose() => folder.Delete(recursive: true);

    // dlib states 0.6 as the distance below which faces are of one person, and 99.38 % on LFW.
    [Fact]
    public void Dlibs_network_tells_pairs_of_LFW_apart_at_its_own_distance()
    {
        var (manifest, pictures) = Data("data/dlib-resnet/face_recognition_model-weights_manifest.json");
        var model = Import(manifest, "dlib-resnet");
        using var network = EmbeddingModel.Open(model);

        var distances = Distances(network, pictures, isUnit: false);

        Assert.InRange(distances.Count(pair => pair.Distance < 0.6 == pair.IsSame), 0.985 * distances.Length, 1e9);
    }

    [Fact]
    public void The_face_network_of_Savchenko_tells_pairs_of_LFW_apart()
    {
        var (graph, pictures) = Data("data/faceres/faceres.json");
        var model = Import(graph, "mobilenet", "feats", "age_pred", "gender_pred");
        using var network = EmbeddingModel.Open(model);

        var distances = Distances(network, pictures, isUnit: true);

        var best = distances.Max(at => distances.Count(pair => pair.Distance <= at.Distance == pair.IsSame));
        Assert.InRange(best, 0.96 * distances.Length, distances.Length);
    }

    private static (string Weights, string Pictures) Data(string weights)
    {
        var (found, pictures) = (SharedData.Find(weights), SharedData.Find("data/lfw-112x112.zip"));
        Assert.SkipUnless(
            found is not null && pictures is not null, "Weights or pictures are not beside the repository.");
        return (found!, pictures!);
    }

    private string Import(string path, string network, params string[] ignored)
    {
        var model = Path.Combine(folder.FullName, "model.safetensors");
        var header = WeightImport.Run(path, model, new ImportOptions { Network = network, Ignored = ignored });
        Assert.Equal(64, header.Provenance.SourceSha256!.Length);
        return model;
    }

    // The first 100 genuine and 100 impostor pairs of fold 1.
    private static (double Distance, bool IsSame)[] Distances(EmbeddingModel network, string pictures, bool isUnit)
    {
        using var source = PictureSourceCatalogue.Default.Open(pictures);
        var places = source.Entries.Index().ToDictionary(entry => entry.Item.Path, entry => entry.Index);
        var preparation = new PixelPreparation(
            network.Contract, new PictureCrop(112, 112, 0, 0, 96, 112), "five-point-96x112");
        var lines = File.ReadAllLines(SharedData.Find("data/protocols/pairs.txt")!);
        var known = new Dictionary<string, float[]>();
        return
        [
            .. from line in lines.Skip(1).Take(100).Concat(lines.Skip(301).Take(100))
               let fields = line.Split('\t')
               let isSame = fields.Length == 3
               let first = Feature(fields[0], fields[1])
               let second = isSame ? Feature(fields[0], fields[2]) : Feature(fields[2], fields[3])
               select (Embeddings.Distance.Of(first, second), isSame),
        ];

        float[] Feature(string person, string number)
        {
            var name = $"{person}/{person}_{number.PadLeft(4, '0')}.jpg";
            if (!known.TryGetValue(name, out var feature))
            {
                var pixels = new byte[network.Contract.ByteCount];
                preparation.Prepare(source.Read(places[name]), name, pixels);
                feature = network.Features(pixels);
                var length = isUnit ? Math.Sqrt(feature.Sum(value => (double)value * value)) : 1;
                known[name] = feature = [.. feature.Select(value => (float)(value / length))];
            }

            return feature;
        }
    }
}
