namespace NormFace.Settings;

/// <summary>Options with rules that no range of a single property can state.</summary>
public interface IValidatedOptions
{
    /// <summary>Checks the rules between properties. The range of each is checked before.</summary>
    /// <exception cref="ArgumentException">A rule is broken; the message says which.</exception>
    /// <exception cref="SettingException">
    /// The same, where one key is to blame; the key is that of this section, such as <c>falls</c>.
    /// </exception>
    void Validate();
}
