using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using NormFace.Datasets;
using NormFace.Weights;

namespace NormFace.Distillation;

/// <summary>Features of pictures by what the pictures hold: a file that outlives runs.</summary>
/// <remarks>
/// The key of a feature is a hash of the picture as stored and of its place in the teacher's template; the file is that
/// of one teacher. So a data set may grow, shrink or move, and only new pictures are computed. A damaged file counts as
/// an empty one: it can always be made again.
/// </remarks>
internal sealed class FeatureCache
{
    private const string Keys = "keys", Features = "features";
    private const int KeyLength = 16;

    private readonly string path;
    private readonly int size;
    private readonly Dictionary<UInt128, float[]> known = [];

    /// <summary>Opens the cache of a teacher, or begins it.</summary>
    /// <param name="folder">Folder of the caches; created if missing.</param>
    /// <param name="teacher">What makes its features its own: hash of the model and what is done with it.</param>
    /// <param name="size">D.</param>
    public FeatureCache(string folder, string teacher, int size)
    {
        this.size = size;
        path = Path.Combine(folder, Name(teacher));
        try
        {
            if (File.Exists(path))
            {
                Read();
            }
        }
        catch (InvalidDataException)
        {
            known.Clear();
        }
    }

    /// <summary>The user's folder for what can be made again.</summary>
    public static string DefaultFolder =>
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
                : OperatingSystem.IsLinux() ? Path.Combine(Home, ".cache")
                : Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "normface",
            "teachers");

    private static string Home => Environment.GetFolderPath(
        Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>Key of a picture.</summary>
    /// <param name="stored">The picture as stored.</param>
    /// <param name="place">Where its template lies in it.</param>
    public static UInt128 KeyOf(StoredPicture stored, string place)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(stored.Bytes.Span);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{stored.PixelWidth} {stored.PixelHeight} {stored.PixelChannels} {place}")));
        return BinaryPrimitives.ReadUInt128LittleEndian(hash.GetHashAndReset());
    }

    /// <summary>Whether a feature is known.</summary>
    public bool Has(UInt128 key) => known.ContainsKey(key);

    /// <summary>Copies a feature that is known.</summary>
    public bool TryCopy(UInt128 key, Span<float> feature)
    {
        if (!known.TryGetValue(key, out var values))
        {
            return false;
        }

        values.CopyTo(feature);
        return true;
    }

    /// <summary>Adds a feature.</summary>
    public void Add(UInt128 key, ReadOnlySpan<float> feature) => known[key] = feature.ToArray();

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var entries = known.OrderBy(entry => entry.Key).ToArray(); // equal content, equal bytes
        var (keys, features) = (new byte[KeyLength * entries.Length], new float[size * entries.Length]);
        foreach (var (index, entry) in entries.Index())
        {
            BinaryPrimitives.WriteUInt128LittleEndian(keys.AsSpan(KeyLength * index), entry.Key);
            entry.Value.CopyTo(features, size * index);
        }

        SafetensorsFile.Write(
            path,
            [
                new StoredTensor(Keys, StoredType.U8, [entries.Length, KeyLength], keys),
                new StoredTensor(
                    Features,
                    StoredType.F32,
                    [entries.Length, size],
                    MemoryMarshal.AsBytes<float>(features).ToArray()),
            ]);
    }

    private static string Name(string teacher) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(teacher))[..12]) + ".safetensors";

    private void Read()
    {
        var tensors = SafetensorsFile.Read(path).Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        if (!tensors.TryGetValue(Keys, out var keys) || !tensors.TryGetValue(Features, out var features)
            || keys is not { Type: StoredType.U8, Shape: [var count, KeyLength] }
            || features is not { Type: StoredType.F32, Shape: [var rows, var columns] }
            || rows != count || columns != size)
        {
            return;
        }

        var values = MemoryMarshal.Cast<byte, float>(features.Bytes.Span);
        for (var index = 0; index < count; index++)
        {
            var key = BinaryPrimitives.ReadUInt128LittleEndian(keys.Bytes.Span[(KeyLength * index)..]);
            known[key] = values.Slice(index * size, size).ToArray();
        }
    }
}
