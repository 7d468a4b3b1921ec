using System.Text;

namespace NormFace.Logs;

/// <summary>
/// A second, literal reader of event files: records with their checksums bit by bit, then the fields of each message.
/// </summary>
internal static class EventFileReader
{
    public sealed record Event(
        double WallTime, long Step, string? FileVersion, int? SessionStatus, List<(string Tag, float Value)> Scalars);

    public static List<Event> Read(string path)
    {
        using var reader = new BinaryReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        List<Event> events = [];
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var header = reader.ReadBytes(8);
            Check(header, reader.ReadUInt32());
            var data = reader.ReadBytes((int)BitConverter.ToInt64(header));
            Check(data, reader.ReadUInt32());
            events.Add(ReadEvent(data));
        }

        return events;
    }

    // RFC 3720: the polynomial 0x1EDC6F41 in reflected order, one bit at a time.
    public static uint Crc32C(byte[] data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }

        return ~crc;
    }

    private static void Check(byte[] data, uint masked)
    {
        var turned = masked - 0xA282EAD8;
        var crc = (turned >> 17) | (turned << 15);
        if (crc != Crc32C(data))
        {
            throw new InvalidDataException("checksum");
        }
    }

    private static Event ReadEvent(byte[] data)
    {
        double wallTime = 0;
        long step = 0;
        string? version = null;
        int? status = null;
        List<(string, float)> scalars = [];
        foreach (var (field, value) in Fields(data))
        {
            switch (field)
            {
                case 1: wallTime = BitConverter.ToDouble(value); break;
                case 2: step = BitConverter.ToInt64(value); break;
                case 3: version = Encoding.UTF8.GetString(value); break;
                case 5: scalars.AddRange(Fields(value).Select(part => ReadScalar(part.Value))); break;
                case 7: status = (int)BitConverter.ToInt64(Fields(value).Single().Value); break;
                default: throw new InvalidDataException($"field {field}");
            }
        }

        return new Event(wallTime, step, version, status, scalars);
    }

    private static (string, float) ReadScalar(byte[] data)
    {
        var fields = Fields(data).ToDictionary(part => part.Field, part => part.Value);
        return (Encoding.UTF8.GetString(fields[1]), BitConverter.ToSingle(fields[2]));
    }

    private static List<(int Field, byte[] Value)> Fields(byte[] data)
    {
        List<(int, byte[])> fields = [];
        var position = 0;
        while (position < data.Length)
        {
            var key = Varint(data, ref position);
            var value = (key & 7) switch
            {
                0 => BitConverter.GetBytes(Varint(data, ref position)),
                1 => Take(data, ref position, 8),
                2 => Take(data, ref position, (int)Varint(data, ref position)),
                5 => Take(data, ref position, 4),
                _ => throw new InvalidDataException($"wire type {key & 7}"),
            };
            fields.Add(((int)(key >> 3), value));
        }

        return fields;
    }

    private static ulong Varint(byte[] data, ref int position)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = data[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    private static byte[] Take(byte[] data, ref int position, int count)
    {
        position += count;
        return data[(position - count)..position];
    }
}
