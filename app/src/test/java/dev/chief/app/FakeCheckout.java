package dev.chief.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A checkout with the real launcher, on a machine that has only what a test put there: JDKs whose java says how it was called, a
 * Maven that copies a source file instead of compiling, and the tools of any Unix. Its paths have blanks in them.
 */
final class FakeCheckout {
    private static final Instant LONG_AGO = Instant.parse("2020-02-02T00:00:00Z");
    private static final List<String> TOOLS = List.of("awk", "chmod", "ln", "cat", "cksum", "cp", "cut",
            "find", "ls",
            "mkdir", "mv", "ps", "readlink",
            "rm", "sed", "sh", "sleep", "tail", "touch");

    /** How a start ended. */
    record Ended(int exitCode, List<String> output, List<String> errors) {
        /** The arguments that java got, in order. */
        List<String> arguments() {
            return output.stream()
                    .filter(line -> line.startsWith("["))
                    .map(line -> line.substring(1, line.length() - 1))
                    .toList();
        }

        /** What the command got: the arguments behind the main class. */
        List<String> commandLine() {
            return arguments().subList(arguments().indexOf("dev.chief.app.Main") + 1, arguments().size());
        }

        /** What java itself got: the options before the first property. */
        List<String> options() {
            return arguments().stream().takeWhile(argument -> !argument.startsWith("-D")).toList();
        }

        String javaHome() {
            return output.getFirst();
        }
    }

    private final Path folder;
    private final Path root;
    private final Path machine;
    private final Path tools;
    private final Map<String, String> environment = new HashMap<>();

    FakeCheckout(Path temporary) throws IOException {
        folder = temporary.toRealPath();
        root = folder.resolve("check out");
        machine = folder.resolve("ma chine");
        tools = Files.createDirectories(folder.resolve("tools"));
        Path real = Path.of("..").toRealPath();
        String launcher = Files.readString(real.resolve("chief"));
        if (!launcher.contains("machine=''")) {
            throw new IllegalStateException("the launcher no longer says machine=''");
        }
        Files.createDirectories(root);
        script(root.resolve("chief"), launcher.replace("machine=''", "machine='" + machine + "'"));
        copy(real.resolve("packaging"), root.resolve("packaging"));
        Files.writeString(root.resolve("pom.xml"), "");
        edit("first");
        TOOLS.forEach(this::borrow);
        environment.put("PATH", tools.toString());
        environment.put("HOME", folder.resolve("ho me").toString());
        installMaven("");
    }

    Path root() {
        return root;
    }

    Path folder() {
        return folder;
    }

    Path source() {
        return root.resolve("core/src/main/java/Source.java");
    }

    Path builds() {
        return root.resolve(".chief-build");
    }

    FakeCheckout set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Changes the source, so that the present build, if there is one, is older and the next one has another content. */
    void edit(String content) throws IOException {
        Files.createDirectories(source().getParent());
        Files.writeString(source(), content);
        Path current = builds().resolve("current");
        if (Files.exists(current)) {
            Files.setLastModifiedTime(current, FileTime.from(LONG_AGO));
        }
    }

    /** A JDK at a path of the machine; returns its home. */
    Path installJdk(String path, String version) throws IOException {
        return makeJdk(machine.resolve(path), version);
    }

    /** A JDK at a path of the user's home; returns its home. */
    Path installJdkAtHome(String path, String version) throws IOException {
        return makeJdk(Path.of(environment.get("HOME"), path), version);
    }

    private Path makeJdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/modules"), "");
        Files.setLastModifiedTime(home.resolve("lib/modules"), FileTime.from(LONG_AGO));
        Files.writeString(home.resolve("release"), """
                IMPLEMENTOR="Somebody"
                JAVA_RUNTIME_VERSION="%1$s+9-LTS"
                JAVA_VERSION="%1$s"
                MODULES="java.base"
                """.formatted(version));
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        script(home.resolve("bin/java"), """
                #!/bin/sh
                for argument; do
                    case $argument in
                        -Xshare:dump) dump=yes ;;
                        -XX:SharedArchiveFile=*) archive=${argument#*=} ;;
                        -XX:DumpLoadedClassList=*) echo "java/lang/Object id: 0" >"${argument#*=}"; exit 0 ;;
                    esac
                done
                if [ "${dump:-}" ]; then
                    kind=${archive##*/}
                    echo "${kind%%.jsa}" >>"%s/dumps"
                    printf '%%s\\n' "$@" >"%s/options of ${kind%%%%.jsa}"
                    [ -z "${FAIL_DUMP:-}" ] || exit 1
                    echo archive >"$archive"
                    exit 0
                fi
                echo "${LINKED:-%s}"
                [ $# -eq 0 ] || printf '[%%s]\\n' "$@"
                echo "LC_CTYPE=${LC_CTYPE:-}"
                echo "folder: $(pwd -P)"
                exit ${EXIT_CODE:-0}
                """.formatted(home, folder, home));
        return home;
    }

    /** Adds a jlink to a JDK; what it links calls itself "linked" as its home. */
    void installJlink(Path jdk) throws IOException {
        script(jdk.resolve("bin/jlink"), """
                #!/bin/sh
                for output; do :; done
                mkdir -p "$output/bin"
                printf '#!/bin/sh\nLINKED=linked exec "%s/bin/java" "$@"\n' >"$output/bin/java"
                chmod +x "$output/bin/java"
                """.formatted(jdk));
    }

    /** A Maven that does something before it makes the jar out of the source. */
    void installMaven(String before) throws IOException {
        script(tools.resolve("mvn"), """
                #!/bin/sh
                echo "JAVA_HOME=$JAVA_HOME" >>"%1$s/maven"
                %2$s
                for argument; do
                    case $argument in -Dchief.build=*) build=${argument#*=} ;; esac
                done
                mkdir -p "$build/chief-app"
                cp core/src/main/java/Source.java "$build/chief-app/chief.jar"
                cp core/src/main/java/Source.java "$build/chief-app/chief-quick.jar"
                """.formatted(folder, before));
    }

    void removeMaven() throws IOException {
        Files.delete(tools.resolve("mvn"));
    }

    /** The JAVA_HOME of each build so far. */
    List<String> mavenRuns() throws IOException {
        return linesOf(folder.resolve("maven"));
    }

    /** The kinds of archive that were tried with a JDK so far. */
    List<String> dumps(Path jdk) throws IOException {
        return linesOf(jdk.resolve("dumps"));
    }

    /** The options that an archive was made with. */
    List<String> dumpOptions(String kind) throws IOException {
        return linesOf(folder.resolve("options of " + kind));
    }

    /** The only archive of a kind. */
    Path archive(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(builds())) {
            return files.filter(file -> file.endsWith(kind + ".jsa")).findFirst().orElseThrow();
        }
    }

    /** The jars of all builds that are kept. */
    List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(builds())) {
            return files.filter(file -> file.endsWith("chief.jar")).toList();
        }
    }

    /** Starts the launcher and waits for its end. */
    Ended start(String... arguments) throws IOException, InterruptedException {
        return startAs(root.resolve("chief"), arguments);
    }

    /** Starts the launcher by another name and waits for its end. */
    Ended startAs(Path launcher, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", "");
        Path errors = Files.createTempFile(folder, "errors", "");
        Process process = launch(launcher, arguments).redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        int exitCode = exitCodeOf(process);
        return new Ended(exitCode, linesOf(output), linesOf(errors));
    }

    /** Starts the launcher; its errors can be read while it runs. */
    Process startInBackground() throws IOException {
        return launch(root.resolve("chief")).redirectOutput(folder.resolve("discarded").toFile()).start();
    }

    static String errorLine(Process process) throws IOException {
        BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
        return String.valueOf(errors.readLine());
    }

    static int exitCodeOf(Process process) throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher did not end within a minute");
        }
        return process.exitValue();
    }

    private ProcessBuilder launch(Path launcher, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private static List<String> linesOf(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private void borrow(String tool) {
        try {
            for (String place : System.getenv("PATH").split(":", -1)) {
                Path file = Path.of(place, tool);
                if (Files.isExecutable(file)) {
                    script(tools.resolve(tool), "#!/bin/sh\nexec " + file + " \"$@\"\n");
                    return;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        throw new IllegalStateException("the launcher needs " + tool + ", which is not on the PATH");
    }
}
