using System.Text;

namespace NormFace.Matlab;

/// <summary>Reads the array that an element of storage <see cref="MatStorage.Matrix"/> holds.</summary>
internal static class MatMatrix
{
    private const int DeepestNesting = 32;
    private const int MostDimensions = 32;
    private const uint ComplexFlag = 0x0800;
    private const uint LogicalFlag = 0x0200;

    public static (string Name, MatArray Value) Read(MatSource source, ReadOnlyMemory<byte> bytes, int depth = 0)
    {
        if (bytes.IsEmpty)
        {
            // how MATLAB writes [] inside a cell
            return ("", new MatNumbers([0, 0], "double", isLogical: false, [], []));
        }

        if (depth > DeepestNesting)
        {
            throw source.Wrong(
                FormattableString.Invariant($"arrays lie inside each other more than {DeepestNesting} deep"));
        }

        var cursor = new MatCursor(source, bytes);
        var flagBytes = cursor.Next("the flags of an array", MatStorage.UInt32).Bytes.Span;
        if (flagBytes.Length != 8)
        {
            throw source.Wrong(
                FormattableString.Invariant($"the flags of an array should be 8 bytes, but are {flagBytes.Length}"));
        }

        var flags = MatCursor.Number(source, flagBytes);
        var kind = flags & 0xFF;
        if (kind is 17)
        {
            return ("", new MatUnread("opaque object")); // has no dimensions
        }

        var dimensions = Dimensions(source, cursor.Next("the dimensions of an array", MatStorage.Int32));
        var name = Encoding.ASCII.GetString(cursor.Next("the name of an array", MatStorage.Int8).Bytes.Span);
        return (name, kind switch
        {
            1 => new MatCells(dimensions, Arrays(source, cursor, Product(source, dimensions), depth)),
            2 => Struct(source, cursor, dimensions, depth),
            3 => new MatUnread("object"),
            4 => new MatText(
                dimensions, MatValues.Text(source, cursor.Next("characters"), Product(source, dimensions))),
            5 => new MatUnread("sparse"),
            >= 6 and <= 15 => Numbers(source, cursor, dimensions, flags),
            16 => new MatUnread("function"),
            _ => throw source.Wrong(FormattableString.Invariant($"an array is of class {kind}, which is not known")),
        });
    }

    private static MatNumbers Numbers(MatSource source, MatCursor cursor, int[] dimensions, uint flags)
    {
        var count = Product(source, dimensions);
        var values = MatValues.Numbers(source, cursor.Next("numbers"), count);
        var imaginary = (flags & ComplexFlag) != 0
            ? MatValues.Numbers(source, cursor.Next("imaginary parts"), count)
            : [];
        string[] classes =
        [
            "double", "single", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64",
        ];
        return new MatNumbers(dimensions, classes[(flags & 0xFF) - 6], (flags & LogicalFlag) != 0, values, imaginary);
    }

    private static MatStruct Struct(MatSource source, MatCursor cursor, int[] dimensions, int depth)
    {
        var lengthBytes = cursor.Next("the length of field names", MatStorage.Int32).Bytes.Span;
        var length = lengthBytes.Length == 4 ? MatCursor.Number(source, lengthBytes) : 0;
        var names = cursor.Next("field names", MatStorage.Int8).Bytes;
        if (length is 0 or > 1024 || names.Length % length != 0)
        {
            throw source.Wrong("the names of fields do not divide into equal lengths");
        }

        var fields = Enumerable.Range(0, names.Length / (int)length)
            .Select(field =>
                Encoding.ASCII.GetString(names.Span.Slice(field * (int)length, (int)length)).TrimEnd('\0')).ToArray();
        if (fields.Distinct(StringComparer.Ordinal).Count() < fields.Length)
        {
            throw source.Wrong("a structure has two fields of one name");
        }

        // The fields of the first structure come first, then those of the second.
        var values = fields.Length == 0
            ? []
            : Arrays(source, cursor, checked(Product(source, dimensions) * fields.Length), depth);
        return new MatStruct(
            dimensions,
            fields,
            [.. fields.Select((_, field) => OfField(field))]);

        IReadOnlyList<MatArray> OfField(int field)
        {
            var ofField = new MatArray[values.Length / fields.Length];
            for (var index = 0; index < ofField.Length; index++)
            {
                ofField[index] = values[(index * fields.Length) + field];
            }

            return ofField;
        }
    }

    private static MatArray[] Arrays(MatSource source, MatCursor cursor, long count, int depth)
    {
        if (count > cursor.Remaining / MatCursor.TagLength)
        {
            throw source.Wrong(
                FormattableString.Invariant($"an array claims {count} cells, but {cursor.Remaining} bytes are left"));
        }

        source.Charge(count * 64); // about what a small array takes
        var arrays = new MatArray[count];
        for (var index = 0; index < arrays.Length; index++)
        {
            arrays[index] = Read(source, cursor.Next("a cell", MatStorage.Matrix).Bytes, depth + 1).Value;
        }

        return arrays;
    }

    private static int[] Dimensions(MatSource source, MatElement element)
    {
        var bytes = element.Bytes;
        if (bytes.Length % 4 != 0 || bytes.Length is < 8 or > 4 * MostDimensions)
        {
            throw source.Wrong(FormattableString.Invariant($"an array has 2 to {MostDimensions} dimensions of 4 ")
                + FormattableString.Invariant($"bytes, but {bytes.Length} bytes are given"));
        }

        var dimensions = Enumerable.Range(0, bytes.Length / 4)
            .Select(index => (int)MatCursor.Number(source, bytes.Span[(4 * index)..]))
            .ToArray();
        return dimensions.All(dimension => dimension >= 0)
            ? dimensions
            : throw source.Wrong($"a dimension is negative in [{string.Join(", ", dimensions)}]");
    }

    private static long Product(MatSource source, int[] dimensions)
    {
        var product = 1L;
        if (dimensions.Contains(0))
        {
            return 0;
        }

        foreach (var dimension in dimensions)
        {
            product *= dimension;
            if (product > int.MaxValue)
            {
                throw source.Wrong($"an array of [{string.Join(", ", dimensions)}] is too large");
            }
        }

        return product;
    }
}
