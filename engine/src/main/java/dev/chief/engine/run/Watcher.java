package dev.chief.engine.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What stands between Chief and a script: a shell that starts the script, waits for it, writes its exit code into a file
 * and ends with the same code, so that the code is known also when Chief is no longer there. It has a session of its own
 * and so has the script: no signal that is meant for Chief or for the script's group reaches it.
 *
 * <p>The script must not notice. The program comes through standard input and not as an argument, so that nobody who looks
 * through the processes for the name of a script finds two. And what shells do to the environment is undone.
 *
 * @param program what the shell reads
 * @param arguments what the shell is given as arguments
 */
record Watcher(String program, List<String> arguments) {
    /** The shell: POSIX is enough. */
    static final Path SHELL = Path.of("/bin/sh");

    /** As much as a pipe takes at once. A longer command is left to the machine, which knows how long is too long. */
    private static final int LONGEST_COMMAND = 4096;

    /** What shells set by themselves, or count. */
    private static final List<String> SET_BY_SHELLS = List.of("PATH", "PWD", "OLDPWD", "SHLVL",
            "POSIXLY_CORRECT");
    /** What shells take for their own, or drop. */
    private static final Set<String> OWNED_BY_SHELLS = Set.of("IFS", "OPTIND", "PPID", "LINENO", "PS1", "PS2",
            "PS4", "SHELLOPTS", "BASHOPTS");

    /** What Java makes of bytes that are no text here. */
    private static final char UNKNOWN = '\uFFFD';

    Watcher {
        arguments = List.copyOf(arguments);
    }

    /**
     * The watcher of a command.
     *
     * @param command the program and its arguments, begun with what makes a session of it
     * @param environment what the command is to have, all of which the shell has got
     * @param env the program {@code env}
     * @param exitFile where the exit code is to be written
     */
    static Watcher of(List<String> command, Map<String, String> environment, Path env, Path exitFile) {
        StringBuilder quoted = new StringBuilder();
        command.forEach(word -> quoted.append(' ').append(quote(word)));
        boolean isLong = quoted.length() > LONGEST_COMMAND;
        StringBuilder text = new StringBuilder(512);
        // In braces all of it is read before any of it is run, or, when Chief dies while it writes this, nothing is run.
        text.append("{\n(\n");
        restore(text, environment);
        // The parentheses keep what the shell says about signals ("Killed") out of the script's log.
        text.append("exec").append(lost(environment, env)).append(isLong ? " \"$@\"" : quoted);
        text.append(" </dev/null 2>&1\n");
        // The script's end is known from here on, whatever options the environment has set for shells.
        text.append(") && code=0 || code=$?\n");
        text.append("echo \"$code\" >|").append(quote(exitFile.toString())).append('\n');
        text.append("exit \"$code\"\n}\n");
        List<String> arguments = new ArrayList<>();
        if (isLong) {
            arguments.add("-s");
            arguments.addAll(command);
        }
        return new Watcher(text.toString(), arguments);
    }

    private static void restore(StringBuilder text, Map<String, String> environment) {
        for (String name : SET_BY_SHELLS) {
            String value = environment.get(name);
            if (value == null) {
                text.append("unset ").append(name).append('\n');
            } else if (value.indexOf(UNKNOWN) < 0) {
                text.append("export ").append(name).append('=').append(quote(value)).append('\n');
            }
        }
    }

    /**
     * The start of a command that gives back what shells have not kept. These variables are seen by who lists processes
     * in that moment; shells lose only names that are no identifiers, and their own.
     */
    private static String lost(Map<String, String> environment, Path env) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(environment).forEach((name, value) -> {
            boolean isLost = !name.isEmpty()
                    && (OWNED_BY_SHELLS.contains(name) || !isIdentifier(name));
            if (isLost && name.indexOf(UNKNOWN) < 0 && value.indexOf(UNKNOWN) < 0) {
                text.append(text.isEmpty() ? " " + quote(env.toString()) + " --" : "")
                        .append(' ')
                        .append(quote(name + "=" + value));
            }
        });
        return text.toString();
    }

    private static boolean isIdentifier(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!isLetter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
