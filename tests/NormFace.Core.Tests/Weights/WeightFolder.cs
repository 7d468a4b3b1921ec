using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace NormFace.Weights;

/// <summary>A folder of files made by a test, gone with it.</summary>
internal sealed class WeightFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("normface-weights-");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public string[] Files => [.. folder.GetFiles().Select(file => file.Name)];

    /// <summary>A safetensors file, put together by hand.</summary>
    public string Safetensors(string json, params byte[] numbers)
    {
        var header = Encoding.UTF8.GetBytes(json);
        var bytes = new byte[8 + header.Length + numbers.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        numbers.CopyTo(bytes, 8 + header.Length);
        return Write("file.safetensors", bytes);
    }

    /// <summary>A zip archive as PyTorch writes it: uncompressed unless told.</summary>
    public string Zip(Dictionary<string, byte[]> entries, CompressionLevel level = CompressionLevel.NoCompression)
    {
        using var stream = File.Create(this["file.pt"]);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            using var entry = archive.CreateEntry(name, level).Open();
            entry.Write(bytes);
        }

        return this["file.pt"];
    }

    public string Write(string name, params byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public void Dispose() => folder.Delete(recursive: true);
}
