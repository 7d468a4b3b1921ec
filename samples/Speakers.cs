using NormFace.Embeddings;

namespace NormFace.Samples;

/// <summary>Features of drawn speakers: each is a voice, far louder rooms and devices, and noise.</summary>
internal static class Speakers
{
    private const int Size = 192, VoiceSize = 24, RoomSize = 48;

    public static void Run(string folder)
    {
        var random = new Random(1);
        var (voices, rooms) = (Vector(VoiceSize * Size), Vector(RoomSize * Size)); // the same in both files
        Directory.CreateDirectory(folder);
        var (train, trained) = Draw(speakers: 500, first: 0);
        FeatureFile.WriteNpy(Path.Combine(folder, "train.npy"), train, Size);
        File.WriteAllLines(Path.Combine(folder, "train.labels.txt"), trained.Select(name => name.Split('/')[0]));
        var (test, tested) = Draw(speakers: 100, first: 500);
        FeatureFile.Write(Path.Combine(folder, "test.safetensors"), new FeatureSet(test, tested));
        Console.WriteLine($"{trained.Length} rows of 500 speakers to train on, {tested.Length} of 100 others to test");

        (float[] Rows, string[] Names) Draw(int speakers, int first)
        {
            var voice = Enumerable.Range(0, speakers).Select(_ => Vector(VoiceSize)).ToArray();
            var rows = Enumerable.Range(0, 20 * speakers).SelectMany(row => Row(voice[row / 20], Vector(RoomSize)));
            var names = Enumerable.Range(0, 20 * speakers).Select(row => $"{first + (row / 20)}/{row % 20}");
            return ([.. rows], [.. names]);
        }

        IEnumerable<float> Row(float[] voice, float[] room) => Enumerable.Range(0, Size).Select(place =>
            Mixed(voice, voices, place) + (2 * Mixed(room, rooms, place)) + (9 * Vector(1)[0]));

        float Mixed(float[] vector, float[] directions, int place) => // its sum of directions, one number of it
            vector.Select((value, index) => value * directions[(index * Size) + place]).Sum();

        float[] Vector(int size) => [.. Enumerable.Range(0, size).Select(_ =>
            (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble())))];
    }
}
