using System.Text;

namespace NormFace.Pickles;

/// <summary>Numbers, text, bytes: values that stand in a pickle as they are.</summary>
internal sealed class PickleLiterals(PickleInput input, bool byteStrings)
{
    // Most numbers in a pickle are small, and every value of one is the same object.
    private static readonly object True = true, False = false;
    private static readonly object[] Small = [.. Enumerable.Range(0, 256).Select(number => (object)(long)number)];

    /// <summary>Puts the value of such an operation on the stack.</summary>
    /// <returns>Whether the operation is one of them.</returns>
    public bool Push(PickleOpcode operation, PickleStack stack)
    {
        object? value;
        switch (operation)
        {
            case PickleOpcode.None: value = null; break;
            case PickleOpcode.NewTrue: value = True; break;
            case PickleOpcode.NewFalse: value = False; break;
            case PickleOpcode.BinInt: value = input.Int32(); break;
            case PickleOpcode.BinInt1: value = Small[input.Byte()]; break;
            case PickleOpcode.BinInt2: value = input.UInt16(); break;
            case PickleOpcode.Int or PickleOpcode.Long: value = input.IntegerLine(); break;
            case PickleOpcode.Long1: value = input.Integer(input.Byte()); break;
            case PickleOpcode.Long4: value = input.Integer(input.Int32()); break;
            case PickleOpcode.Float: value = input.FloatLine(); break;
            case PickleOpcode.BinFloat: value = input.Float64(); break;
            case PickleOpcode.String:
                value = Python2(
                    PickleText.Unquote(input.Line())
                        ?? throw input.Error("expected a quoted string, found a broken one."));
                break;
            case PickleOpcode.BinString: value = Python2(input.Bytes(input.Int32())); break;
            case PickleOpcode.ShortBinString: value = Python2(input.Bytes(input.Byte())); break;
            case PickleOpcode.Unicode:
                value = PickleText.Unescape(input.Line())
                    ?? throw input.Error("expected escaped text, found a broken escape.");
                break;
            case PickleOpcode.BinUnicode: value = input.Text(input.UInt32()); break;
            case PickleOpcode.ShortBinUnicode: value = input.Text(input.Byte()); break;
            case PickleOpcode.BinUnicode8: value = input.Text(input.UInt64()); break;
            case PickleOpcode.BinBytes: value = input.Bytes(input.UInt32()); break;
            case PickleOpcode.ShortBinBytes: value = input.Bytes(input.Byte()); break;
            case PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8: value = input.Bytes(input.UInt64()); break;
            default: return false;
        }

        input.Spend(value switch
        {
            string text => PickleBudget.SmallObject + (sizeof(char) * (long)text.Length),
            byte[] bytes => PickleBudget.SmallObject + (long)bytes.Length,
            null or bool => 0,
            _ => PickleBudget.SmallObject,
        });
        stack.Push(value);
        return true;
    }

    private object Python2(byte[] bytes) => byteStrings ? bytes : Encoding.Latin1.GetString(bytes);
}
