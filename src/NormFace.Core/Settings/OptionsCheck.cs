using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace NormFace.Settings;

/// <summary>Checks options that were made in code.</summary>
internal static class OptionsCheck
{
    public static void Run(object options)
    {
        foreach (var setting in OptionsType.SettingsOf(options))
        {
            var value = setting.Get(options);
            if (!setting.IsInRange(value) || (value is Enum && !Enum.IsDefined(value.GetType(), value)))
            {
                throw new ArgumentOutOfRangeException(setting.Name, value, string.Create(
                    CultureInfo.InvariantCulture, $"{setting.Name} must be {setting.Rule}, but was {value}."));
            }

            if (value is not (null or JsonObject) && !SettingValue.IsPlain(setting.ValueType))
            {
                foreach (var nested in value as IEnumerable ?? new[] { value })
                {
                    Run(nested);
                }
            }
        }

        try
        {
            (options as IValidatedOptions)?.Validate();
        }
        catch (SettingException error)
        {
            throw new ArgumentException(error.Message, error);
        }
    }
}
