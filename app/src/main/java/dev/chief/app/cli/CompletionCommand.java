package dev.chief.app.cli;

import java.util.List;

/** {@code completion}: a script that teaches a shell the commands, options and job names. */
final class CompletionCommand implements Command {
    private final Commands commands;

    CompletionCommand(Commands commands) {
        this.commands = commands;
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec("completion", "print a completion script for your shell", """
                Prints a script that completes commands, options, files and the names of jobs.""", List.of(),
                List.of(new CommandSpec.Argument("SHELL", true, List.of("bash", "zsh"), "bash or zsh")),
                List.of("source <(chief completion bash)", "chief completion zsh > ~/.zfunc/_chief"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        boolean zsh = line.arguments().getFirst().equals("zsh");
        context.streams()
                .print((zsh ? "#compdef chief gulag-chief\nautoload -U +X bashcompinit && bashcompinit\n"
                        : "")
                        + script());
        return GOOD;
    }

    private String script() {
        StringBuilder names = new StringBuilder();
        StringBuilder cases = new StringBuilder();
        for (CommandSpec spec : commands.specs()) {
            names.append(names.isEmpty() ? "" : " ").append(spec.name());
            cases.append("        ")
                    .append(spec.name())
                    .append(") words=\"")
                    .append(words(spec))
                    .append("\" ;;\n");
        }
        return """
                _chief() {
                    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= config=chief.yaml i words
                    for ((i = 1; i < COMP_CWORD; i++)); do
                        case ${COMP_WORDS[i]} in
                        --config) config=${COMP_WORDS[i+1]}; ((i++)) ;;
                        -*) ;;
                        *) [ -n "$command" ] || command=${COMP_WORDS[i]} ;;
                        esac
                    done
                    case $previous in
                    --config) COMPREPLY=($(compgen -f -- "$current")); return ;;
                    --format) COMPREPLY=($(compgen -W "text json" -- "$current")); return ;;
                    --job)
                        local IFS=$'\\n' name
                        words=$("${COMP_WORDS[0]}" validate --config "$config" 2>/dev/null | sed -n 's/^- \\(.*\\): [a-z_]*\\( (.*)\\)\\{0,1\\}$/\\1/p')
                        COMPREPLY=()
                        for name in $words; do
                            case $name in "$current"*) COMPREPLY+=("$(printf %q "$name")") ;; esac
                        done
                        return ;;
                    esac
                    case $command in
                        "") words="COMMANDS --config --help --version" ;;
                CASES    esac
                    COMPREPLY=($(compgen -W "$words" -- "$current"))
                }
                complete -o default -F _chief chief gulag-chief"""
                .replace("COMMANDS", names)
                .replace("CASES", cases);
    }

    private static String words(CommandSpec spec) {
        StringBuilder words = new StringBuilder();
        for (Option option : spec.allOptions()) {
            words.append(words.isEmpty() ? "" : " ").append(option.name());
        }
        for (CommandSpec.Argument argument : spec.arguments()) {
            for (String choice : argument.choices()) {
                words.append(' ').append(choice);
            }
        }
        return words.toString();
    }
}
