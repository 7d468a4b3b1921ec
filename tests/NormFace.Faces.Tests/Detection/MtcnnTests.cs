using NormFace.Alignment;
using NormFace.Datasets;
using NormFace.Decoding;
using NormFace.Export;
using NormFace.Weights;
using Xunit;

namespace NormFace.Detection;

public class MtcnnTests
{
    [Fact]
    public void Both_published_forms_of_the_weights_are_the_same_networks()
    {
        var (caffe, torch) = (
            OnnxExport.Detector(SharedFaces.Weights("caffe")),
            OnnxExport.Detector(SharedFaces.Weights("facenet-pytorch")));

        for (var stage = 0; stage < 3; stage++)
        {
            // R-Net's holds points as well, which nobody reads.
            var other = caffe[stage].Weights.ToDictionary(tensor => tensor.Name);
            Assert.All(
                torch[stage].Weights,
                tensor => Assert.Equal(other[tensor.Name].Bytes.ToArray(), tensor.Bytes.ToArray()));
        }
    }

    [Fact]
    public void A_detectors_identity_tells_networks_and_settings_apart_but_neither_files_nor_threads()
    {
        string Identity(string form, DetectorOptions options)
        {
            using var detector = FaceDetector.Open(SharedFaces.Weights(form), options);
            return detector.Identity;
        }

        var plain = Identity("caffe", new DetectorOptions());

        Assert.Equal(plain, Identity("facenet-pytorch", new DetectorOptions { Threads = 1 }));
        Assert.NotEqual(plain, Identity("caffe", new DetectorOptions { MinFaceSize = 40 }));
    }

    [Fact]
    public void Of_100_faces_of_a_reference_98_are_found_with_points_within_a_twentieth_of_the_eyes_distance()
    {
        using var photographs = PictureSourceCatalogue.Default.Open(SharedFaces.Path("data/celeba-photos.zip"));
        var references = SharedFaces.References();
        var (found, errors) = (0, new List<double>());

        for (var index = 0; index < photographs.Entries.Count; index++)
        {
            var path = photographs.Entries[index].Path;
            var (box, points) = references[path];
            var faces = SharedFaces.Detector.Detect(Picture.Decode(photographs.Read(index), path));
            if (faces.FirstOrDefault(face => Overlap(face.Box, box) > 0.5) is { } same)
            {
                found++;
                errors.AddRange(
                    same.Landmarks.ToArray().Zip(
                        points.ToArray(),
                        (given, wanted) => given.DistanceTo(wanted) / points.LeftEye.DistanceTo(points.RightEye)));
            }
        }

        Assert.InRange(found / (double)photographs.Entries.Count, 0.98, 1);
        Assert.InRange(errors.Order().ElementAt(errors.Count / 2), 0, 0.05);
    }

    [Fact]
    public void Pictures_of_one_size_and_of_others_give_the_same_faces_together_as_alone()
    {
        var pictures = Photographs(6).Append(Noise.Picture(40, 30, 1)).Append(new Picture(1, 1, new byte[3])).ToArray();

        var together = SharedFaces.Detector.Detect([.. pictures, pictures[0]]);

        Assert.Equal(pictures.Length + 1, together.Count);
        for (var index = 0; index < pictures.Length; index++)
        {
            var alone = SharedFaces.Detector.Detect(pictures[index]);
            Assert.Equal(alone.Count, together[index].Count);
            Assert.All(
                alone.Zip(together[index]),
                pair => Assert.InRange(pair.First.Landmarks.Nose.DistanceTo(pair.Second.Landmarks.Nose), 0, 0.01));
        }
    }

    [Fact]
    public async Task Several_threads_find_what_one_finds()
    {
        var pictures = Photographs(4);
        var alone = pictures.Select(picture => SharedFaces.Detector.Detect(picture)).ToArray();

        var runs = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(run => Task.Run(() => SharedFaces.Detector.Detect(pictures[run % 4]))));

        Assert.All(runs.Select((faces, run) => (faces, run)), pair => Assert.Equal(alone[pair.run % 4], pair.faces));
    }

    [Fact]
    public void A_face_twice_as_large_has_its_points_twice_as_far()
    {
        var picture = Photographs(1)[0];
        var enlarged = PictureWarp.Apply(
            picture, new SimilarityTransform(2, 0, 0.5, 0.5), 2 * picture.Width, 2 * picture.Height);

        var small = SharedFaces.Detector.Detect(picture)[0].Landmarks;
        var large = SharedFaces.Detector.Detect(enlarged)[0].Landmarks;

        Assert.All(small.ToArray().Zip(large.ToArray()), pair =>
            Assert.InRange(
                new PixelPoint((pair.Second.X - 0.5) / 2, (pair.Second.Y - 0.5) / 2).DistanceTo(pair.First),
                0,
                0.05 * small.LeftEye.DistanceTo(small.RightEye)));
    }

    [Fact]
    public void A_folder_without_weights_a_missing_one_and_an_absurd_setting_are_refused_by_what_must_be_there()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["pnet.pt"], [0x80]);

        Assert.Contains(
            "det1.caffemodel",
            Assert.Throws<FileNotFoundException>(() => FaceDetector.Open(folder.Path)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "pnet.pt",
            Assert.Throws<FileNotFoundException>(() => FaceDetector.Open(folder["none"])).Message,
            StringComparison.Ordinal);
        var above = Path.GetDirectoryName(SharedFaces.Weights("caffe"))!;
        Assert.Contains(
            $"; {SharedFaces.Weights("caffe")} does",
            Assert.Throws<FileNotFoundException>(() => FaceDetector.Open(above)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => FaceDetector.Open(folder.Path, new DetectorOptions { MinFaceSize = 5 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => FaceDetector.Open(folder.Path, new DetectorOptions { FaceThreshold = double.NaN }));
    }

    [Fact]
    public void Weights_of_another_network_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        foreach (var (from, to) in new[] { ("pnet", "rnet"), ("rnet", "pnet"), ("onet", "onet") })
        {
            File.Copy(Path.Combine(SharedFaces.Weights("facenet-pytorch"), from + ".pt"), folder[to + ".pt"]);
        }

        Assert.Contains(
            "pnet.pt",
            Assert.Throws<InvalidDataException>(() => FaceDetector.Open(folder.Path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_too_large_for_the_smallest_face_is_refused_before_memory_is_taken()
    {
        using var detector = FaceDetector.Open(SharedFaces.Weights("caffe"), new DetectorOptions { MinFaceSize = 12 });

        var error = Assert.Throws<ArgumentException>(
            () => detector.Detect(new Picture(9000, 3000, new byte[3 * 9000 * 3000])));

        Assert.Contains("smallest face must be larger", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exported_networks_detect_as_the_weights_do()
    {
        using var folder = new TemporaryFolder();
        foreach (var network in OnnxExport.Detector(SharedFaces.Weights("caffe")))
        {
            File.WriteAllBytes(folder[network.FileName], network.Onnx.ToArray());
        }

        using var exported = FaceDetector.Open(folder.Path, new DetectorOptions { MinFaceSize = 20 });

        Assert.Equal(SharedFaces.Detector.Detect(Photographs(1)[0]), exported.Detect(Photographs(1)[0]));
    }

    [Fact]
    public void Kernels_of_Caffe_are_turned_and_its_product_counts_columns_before_rows()
    {
        var kernel = Noise.Tensor("conv1.weight", 1, 2, 3, 3, 3);
        var product = Noise.Tensor("conv4.weight", 2, 2, 18);

        var upright = MtcnnOrder.Upright(
            new ForeignWeights(WeightForm.Caffe, [kernel, product]), WeightForm.Caffe, MtcnnStage.Refinement, "toy");

        var (from, to) = (Numbers(kernel), Numbers(upright[0]));
        for (var index = 0; index < to.Length; index++)
        {
            var (start, row, column) = (index / 9 * 9, index / 3 % 3, index % 3);
            Assert.Equal(from[start + (3 * column) + row], to[index]);
        }

        Assert.Equal("dense4.weight", upright[1].Name);
        var (before, after) = (Numbers(product), Numbers(upright[1]));
        for (var index = 0; index < after.Length; index++)
        {
            var (start, row, column) = (index / 9 * 9, index / 3 % 3, index % 3);
            Assert.Equal(before[start + (3 * column) + row], after[index]);
        }
    }

    private static Picture[] Photographs(int count)
    {
        using var photographs = PictureSourceCatalogue.Default.Open(SharedFaces.Path("data/lfw-photos-fold1.zip"));
        return [.. Enumerable.Range(0, count).Select(index => Picture.Decode(photographs.Read(index), "photograph"))];
    }

    private static double Overlap(FaceBox one, FaceBox other) =>
        one.Shared(other) / (one.Area + other.Area - one.Shared(other));

    private static float[] Numbers(StoredTensor tensor) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.Bytes.Span).ToArray();
}
