package dev.chief.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonClientTest {
    private static final Path SOURCES = Path.of("..", "clients", "python");
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path directory;

    @Test
    void theListNamesEveryFileOfTheClient() throws IOException {
        List<String> shipped = filesIn(SOURCES).stream()
                .filter(file -> file.startsWith("gulag_chief/")
                        || (!file.contains("/") && file.endsWith(".py")))
                .toList();
        assertThat(PythonClient.FILES).containsExactlyInAnyOrderElementsOf(shipped);
    }

    @Test
    void anInstalledClientHasTheFilesOfTheSourcesAndNothingElse() throws IOException {
        Path installed = PythonClient.install(directory);
        assertThat(filesIn(installed)).containsExactlyInAnyOrderElementsOf(PythonClient.FILES);
        for (String file : PythonClient.FILES) {
            assertThat(installed.resolve(file)).hasSameBinaryContentAs(SOURCES.resolve(file));
        }
    }

    @Test
    void theDirectoryIsAbsoluteAndBelowTheStateDirectoryWhichIsMade() throws IOException {
        Path installed = PythonClient.install(directory.resolve("some/.chief"));
        assertThat(installed).isAbsolute().hasParent(directory.resolve("some/.chief/clients"));
        assertThat(installed.getFileName().toString()).matches("python-[0-9a-f]{16}");
    }

    @Test
    void aSecondInstallWritesNothing() throws IOException {
        Path installed = PythonClient.install(directory);
        Path file = installed.resolve("monitor_client.py");
        Files.setLastModifiedTime(file, LONG_AGO);
        assertThat(PythonClient.install(directory)).isEqualTo(installed);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
        assertThat(filesIn(directory)).hasSize(PythonClient.FILES.size());
    }

    @Test
    void missingAndChangedFilesArePutRightAndTheOthersLeftAlone() throws IOException {
        Path installed = PythonClient.install(directory);
        Files.setLastModifiedTime(installed.resolve("monitor_client.py"), LONG_AGO);
        Files.delete(installed.resolve("gulag_chief/py.typed"));
        Files.writeString(installed.resolve("gulag_chief/_http.py"), "changed");
        PythonClient.install(directory);
        assertThat(filesIn(directory)).hasSize(PythonClient.FILES.size());
        assertThat(installed.resolve("gulag_chief/_http.py"))
                .hasSameBinaryContentAs(SOURCES.resolve("gulag_chief/_http.py"));
        assertThat(Files.getLastModifiedTime(installed.resolve("monitor_client.py"))).isEqualTo(LONG_AGO);
    }

    @Test
    void manyInstallsAtOnceAgreeAndLeaveNothingBehind()
            throws ExecutionException, InterruptedException, IOException {
        Set<Path> directories = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Path>> installs = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                installs.add(threads.submit(() -> PythonClient.install(directory)));
            }
            for (Future<Path> install : installs) {
                directories.add(install.get());
            }
        }
        assertThat(directories).hasSize(1);
        assertThat(filesIn(directory)).hasSize(PythonClient.FILES.size());
    }

    @Test
    void anUnwritablePlaceIsNamedInASentence() throws IOException {
        Path clients = Files.writeString(directory.resolve("clients"), "a file where a directory should be");
        assertThatThrownBy(() -> PythonClient.install(directory))
                .isInstanceOf(IOException.class)
                .message()
                .startsWith("The Python client cannot be written to " + clients.resolve("python-"))
                .endsWith(": " + clients + " is not a directory.");
    }

    @Test
    void aScriptImportsTheInstalledClientUnderBothNames() throws IOException, InterruptedException {
        String script = """
                import monitor_client
                from gulag_chief.monitor_client import monitor
                print(monitor_client.monitor is monitor, monitor.info("hello", rows=1), monitor_client.__file__)""";
        Path installed = PythonClient.install(directory);
        assertThat(Python.find().importingFrom(installed).run(directory, "-c", script))
                .isEqualTo(
                        new Python.Ended(0, "True False " + installed.resolve("monitor_client.py") + "\n"));
    }

    /** The client's own tests, so that one build runs everything. */
    @Test
    void theClientPassesItsOwnTests() throws IOException, InterruptedException {
        Python.Ended ended = Python.find()
                .run(SOURCES, "-W", "error", "-m", "unittest", "discover", "-s", "tests");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("\nOK").doesNotContain("Ran 0 tests");
    }

    /** The paths of all files below a directory, but not what Python leaves behind when it imports them. */
    private static List<String> filesIn(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString())
                    .filter(path -> !path.contains("__pycache__"))
                    .toList();
        }
    }
}
