// Loss, network, protocol and detector of this folder, used as a program outside the repository uses them.
using NormFace.Datasets;
using NormFace.Conversion;
using NormFace.Decoding;
using NormFace.Extraction;
using NormFace.Networks;
using NormFace.PairLists;
using NormFace.Protocols.PairSets;
using NormFace.Protocols.Pairs;
using NormFace.Recipes;
using NormFace.Recognition;
using NormFace.Training;
using Outside;

const int People = 6;
const int Pictures = 8;

// People are patches of their own colours, each picture with other noise.
var random = new Random(1);
for (var person = 0; person < People; person++)
{
    var colour = Enumerable.Range(0, 3).Select(channel => ((person + 1) >> channel) % 2 == 1 ? 180 : 60).ToArray();
    Directory.CreateDirectory($"people/{person}");
    for (var number = 0; number < Pictures; number++)
    {
        var pixels = Enumerable.Range(0, 96 * 112 * 3).Select(at => (byte)(colour[at % 3] + random.Next(-30, 31)));
        File.WriteAllBytes($"people/{person}/{number}.png", new Picture(96, 112, pixels.ToArray()).ToPng());
    }
}

var catalogue = RecipeCatalogue.Default.WithLoss<CircleOptions>(
    "circle", (c, d, options) => new CircleLoss(c, d, options))
    with { Networks = NetworkCatalogue.Default.With(new TinyNetwork()) };
var recipe = RecipeFile.Read("recipe.json", catalogue: catalogue);
string modelPath;
using (var folder = RunFolder.Open("run", recipe, isResumed: false))
using (var session = TrainingSession.Create(recipe))
{
    Console.WriteLine($"{session.Network.Name}, {session.Loss.GetName()}, {session.ClassCount} classes");
    new Trainer(session).Run(folder);
    modelPath = folder.ModelPath;
}

using var model = TrainedNetwork.Read(modelPath, catalogue.Networks);
using var network = new TorchEmbedding(model);
using var source = PictureSourceCatalogue.Default.Open("people");
var features = new PictureEmbedder(network).Embed(source, new UnreadablePictures(source.Entries.Count)).ToSet();

// Two folds: each person with itself, and with the next one.
File.WriteAllLines("pairs.txt", Enumerable.Range(0, People * (Pictures - 1)).SelectMany(pair =>
{
    var (person, number) = (pair % People, pair / People);
    string[] line =
    [
        $"{person}/{number}.png\t{person}/{number + 1}.png\tsame",
        $"{person}/{number}.png\t{(person + 1) % People}/{number}.png\tdifferent",
    ];
    return line.Select(start => $"{start}\t{1 + (number % 2)}");
}));
var pairs = PairProtocols.Default.With(new TabProtocol()).Find("tab").Read("pairs.txt");
var result = PairsEvaluation.Of(features, pairs);
Console.WriteLine($"{pairs.Pairs.Count} pairs, {pairs.FoldCount} folds, accuracy {result.Rules[0].Accuracy.Mean:F3}");

using var embedder = new FaceEmbedder(new MiddleDetector(), network);
var face = await embedder.EmbedAsync("people/0/0.png");
Console.WriteLine($"detector: {face.Vector.Length} values");
