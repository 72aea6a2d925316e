package dev.chief.engine.config;

import dev.chief.engine.config.Node.Scalar;
import dev.chief.engine.config.Node.Sequence;
import dev.chief.engine.config.Settings.Running;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the program that runs a script, and whether it is there. */
final class Programs {
    /** What the system searches when there is no PATH. */
    private static final String USUAL_PATH = "/bin:/usr/bin";
    private static final List<String> NODE = List.of("node");
    private static final Map<String, List<String>> BY_ENDING = Map.of(".sh", List.of("sh"), ".bash",
            List.of("bash"), ".js", NODE, ".mjs", NODE, ".jar", List.of("java", "-jar"), ".java",
            List.of("java"), ".rb", List.of("ruby"), ".pl", List.of("perl"), ".r", List.of("Rscript"));

    private final Host host;
    private final Disk disk;
    private final Problems problems;
    private final Map<String, Boolean> found = new HashMap<>();

    Programs(Host host, Disk disk, Problems problems) {
        this.host = host;
        this.disk = disk;
        this.problems = problems;
    }

    /** A command as one shell-style string or a list; none, after saying so, if it is neither or empty. */
    Optional<List<String>> command(Node node, Node key, Place place) {
        List<String> words = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        if (node instanceof Scalar scalar && scalar.isText()) {
            ShellWords.Split split = ShellWords.split(scalar.text());
            words.addAll(split.words());
            problem = split.problem();
        } else if (node instanceof Sequence sequence) {
            for (Node item : sequence.items()) {
                words.add(item instanceof Scalar scalar && !Node.isEmpty(item) ? scalar.text() : "");
            }
        }
        boolean usable = !words.isEmpty() && !words.getFirst().isBlank()
                && words.stream().allMatch(word -> word.indexOf('\0') < 0);
        if (usable) {
            return Optional.of(List.copyOf(words));
        }
        if (!Node.isBroken(node)) {
            problems.error(Node.isEmpty(node) ? key : node, place,
                    place + problem.map(reason -> " " + reason)
                            .orElse(" must be a command as a string or a list")
                            + ", got " + Quoted.got(node) + ".");
        }
        return Optional.empty();
    }

    /**
     * The program that runs a script, first match wins: its own interpreter, one for its ending, the usual one for its
     * ending, or itself, for which the answer is empty.
     */
    List<String> choose(Fields script, Path file, Path workingDirectory, Running running) {
        List<String> command = chosen(script, file, workingDirectory, running);
        if (command.isEmpty()) {
            boolean cannotRun = disk.kind(file) == Disk.Kind.FILE && !file.toFile().canExecute();
            if (cannotRun) {
                script.error("path",
                        script.place("path")
                                + " must be executable, since nothing says which program runs it: "
                                + file,
                        Optional.of("run \"chmod +x\" on it, or set \"interpreter\""));
            }
            return command;
        }
        String program = command.getFirst();
        if (program.indexOf('/') >= 0 && !program.startsWith("/")) {
            List<String> located = new ArrayList<>(command);
            located.set(0, workingDirectory.resolve(program).normalize().toString());
            command = List.copyOf(located);
        }
        warnIfMissing(command.getFirst(), script);
        return command;
    }

    private List<String> chosen(Fields script, Path file, Path workingDirectory, Running running) {
        @Nullable
        Node own = script.get("interpreter");
        if (own != null && !script.isAbsent("interpreter")) {
            // What is no command has been reported; the script is then taken for one that needs none.
            return command(own, own, script.place("interpreter")).orElse(List.of("sh"));
        }
        String name = file.toString().substring(file.toString().lastIndexOf('/') + 1);
        if (!running.interpreters().isEmpty()) {
            String lower = name.toLowerCase(Locale.ROOT);
            for (int dot = lower.indexOf('.'); dot >= 0; dot = lower.indexOf('.', dot + 1)) {
                @Nullable
                List<String> command = running.interpreters().get(lower.substring(dot));
                if (command != null) {
                    return command;
                }
            }
        }
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
        if (ending.equals(".py")) {
            return List.of(python(workingDirectory, running.environment()));
        }
        @Nullable
        List<String> usual = BY_ENDING.get(ending);
        return usual == null ? List.of() : usual;
    }

    /** CHIEF_PYTHON, the active virtual environment, the working directory's, or what the PATH has. */
    private String python(Path workingDirectory, Map<String, String> environment) {
        String named = variable("CHIEF_PYTHON", environment);
        if (!named.isBlank()) {
            return named;
        }
        String active = variable("VIRTUAL_ENV", environment);
        if (!active.isBlank()) {
            // The program itself is a symbolic link that must not be followed, or it forgets its environment.
            Optional<Path> python = disk.resolve(workingDirectory, active)
                    .map(folder -> folder.resolve("bin/python"));
            if (python.isPresent() && disk.kind(python.get()) == Disk.Kind.FILE) {
                return python.get().toString();
            }
        }
        Optional<Path> own = disk.resolve(workingDirectory, ".venv/bin/python");
        return own.isPresent() && disk.kind(own.get()) == Disk.Kind.FILE ? own.get().toString() : "python3";
    }

    private String variable(String name, Map<String, String> environment) {
        return environment.getOrDefault(name, host.environment().getOrDefault(name, ""));
    }

    /** Warns once for each program. */
    private void warnIfMissing(String program, Fields script) {
        if (found.containsKey(program)) {
            return;
        }
        boolean isThere = program.startsWith("/") ? new File(program).canExecute() : isOnPath(program);
        found.put(program, isThere);
        if (!isThere) {
            String where = script.isAbsent("interpreter") ? "path" : "interpreter";
            problems.warning(script.at(where), script.place(where),
                    "The interpreter " + Quoted.of(program) + " of " + script.place(where)
                            + (program.startsWith("/") ? " does not exist or is not executable."
                                    : " is not on the PATH."),
                    Optional.of("install it, or name another one with \"interpreter\" or \"interpreters\""));
        }
    }

    private boolean isOnPath(String program) {
        String path = host.environment().getOrDefault("PATH", USUAL_PATH);
        int start = 0;
        while (start <= path.length()) {
            int end = path.indexOf(File.pathSeparatorChar, start);
            end = end < 0 ? path.length() : end;
            File candidate = new File(path.substring(start, end), program);
            if (end > start && candidate.isFile() && candidate.canExecute()) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}
