using System.Buffers.Binary;
using System.Text;

namespace NormFace.Native;

/// <summary>
/// Lets a shared library that was linked against GCC 13's C++ runtime load with GCC 11's or 12's.
/// </summary>
/// <remarks>
/// <para>
/// A program that includes <c>iostream</c> and is built by GCC 13 refers to <c>std::ios_base_library_init()</c>, a
/// function without a body that only marks the dependency, and so demands symbol version <c>GLIBCXX_3.4.32</c>.
/// Debian 12 and Ubuntu 22.04 stop at 3.4.30, and the loader refuses the library for this one name.
/// </para>
/// <para>
/// The edit changes the reference to <c>std::get_new_handler()</c>, which has no arguments, changes nothing and exists
/// since <c>GLIBCXX_3.4.20</c>; the version record is pointed at that version, which the library already names.
/// </para>
/// </remarks>
internal static class ElfRetarget
{
    private const uint DynamicSymbols = 11; // SHT_DYNSYM
    private const uint VersionNeeds = 0x6ffffffe; // SHT_GNU_verneed
    private const int SectionHeaderSize = 64;
    private const string Demanded = "GLIBCXX_3.4.32";
    private const string Present = "GLIBCXX_3.4.20";

    /// <summary>Edits the library in place.</summary>
    /// <param name="library">All bytes of a 64-bit little-endian ELF library.</param>
    /// <exception cref="InvalidDataException">The bytes do not hold what the edit expects.</exception>
    public static void Apply(Span<byte> library)
    {
        var needs = Section(library, VersionNeeds);
        var symbols = Section(library, DynamicSymbols);
        var names = SectionAt(library, (int)UInt32(library, symbols.Header + 40)); // the name table it links to
        var demanded = 0;
        var present = 0;

        // A chain of libraries, each with a chain of the versions wanted from it.
        var file = needs.Offset;

        for (var files = UInt32(library, needs.Header + 44); files > 0; files--)
        {
            var version = file + (int)UInt32(library, file + 8);

            for (var versions = UInt16(library, file + 2); versions > 0; versions--)
            {
                var name = Name(library, names.Offset + (int)UInt32(library, version + 8));
                demanded = name == Demanded ? version : demanded;
                present = name == Present ? version : present;
                version += (int)UInt32(library, version + 12);
            }

            file += (int)UInt32(library, file + 12);
        }

        var marker = library.Slice(names.Offset, names.Size).IndexOf("_ZSt21ios_base_library_initv\0"u8);

        if (demanded == 0 || present == 0 || marker < 0)
        {
            throw new InvalidDataException(
                $"The library must demand {Demanded} for std::ios_base_library_init and name {Present}, but it does "
                + $"not.");
        }

        library.Slice(present, 4).CopyTo(library[demanded..]); // hash of the version's name
        library.Slice(present + 8, 4).CopyTo(library[(demanded + 8)..]); // and where the name stands
        "_ZSt15get_new_handlerv\0"u8.CopyTo(library[(names.Offset + marker)..]);
    }

    private static (int Header, int Offset, int Size) Section(ReadOnlySpan<byte> library, uint type)
    {
        for (var index = 0; index < UInt16(library, 0x3c); index++)
        {
            var section = SectionAt(library, index);

            if (UInt32(library, section.Header + 4) == type)
            {
                return section;
            }
        }

        throw new InvalidDataException($"The library must have a section of type 0x{type:x}, but has none.");
    }

    private static (int Header, int Offset, int Size) SectionAt(ReadOnlySpan<byte> library, int index)
    {
        var header = (int)UInt64(library, 0x28) + (index * SectionHeaderSize);
        return (header, (int)UInt64(library, header + 24), (int)UInt64(library, header + 32));
    }

    private static string Name(ReadOnlySpan<byte> library, int offset)
    {
        var rest = library[offset..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private static ushort UInt16(ReadOnlySpan<byte> library, int offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(library[offset..]);

    private static uint UInt32(ReadOnlySpan<byte> library, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(library[offset..]);

    private static ulong UInt64(ReadOnlySpan<byte> library, int offset) =>
        BinaryPrimitives.ReadUInt64LittleEndian(library[offset..]);
}
