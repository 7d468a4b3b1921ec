namespace NormFace.Cli.Help;

/// <summary>
/// Scripts that complete the words of a command line. Each asks the program itself, by the directive <c>[suggest]</c>
/// of System.CommandLine; the shell adds names of files.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # Completion of normface in bash: source <(normface completion bash)
        _normface() {
            local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" known
            known="$(normface "[suggest:${#line}]" "$line" 2>/dev/null)"
            mapfile -t COMPREPLY < <(compgen -W "$known" -- "$word")
            if [[ "$word" != -* && $COMP_CWORD -gt 1 ]]; then
                mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$word")
            fi
        }
        complete -o default -o bashdefault -F _normface normface

        """;

    private const string Zsh = """
        #compdef normface
        # Completion of normface in zsh: normface completion zsh > ~/.zfunc/_normface, with ~/.zfunc in fpath.
        _normface() {
            local line="${(j: :)words[1,CURRENT]}"
            local -a known
            known=("${(@f)$(normface "[suggest:${#line}]" "$line" 2>/dev/null)}")
            compadd -- ${known:#}
            [[ "$words[CURRENT]" == -* ]] || (( CURRENT == 2 )) || _files
        }
        if [[ "$funcstack[1]" == _normface ]]; then
            _normface "$@"
        else
            compdef _normface normface
        fi

        """;

    private const string Fish = """
        # Completion of normface in fish: normface completion fish > ~/.config/fish/completions/normface.fish
        function __normface_complete
            set -l line (commandline -cp)
            normface "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c normface -n 'test (count (commandline -opc)) -eq 1' -f -a '(__normface_complete)'
        complete -c normface -n 'test (count (commandline -opc)) -gt 1' -a '(__normface_complete)'

        """;

    /// <summary>The shells that have a script.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    /// <summary>The script of a shell.</summary>
    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "There is no script of this shell."),
    };
}
