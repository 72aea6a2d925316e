package dev.chief.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLinkTest {
    @TempDir
    Path directory;

    @Test
    void theDirectoryHasTheCommandAndNothingElse() throws IOException {
        Path bin = CommandLink.install(directory.resolve("some/.chief"), Path.of("/opt/it's here/chief"));
        assertThat(bin).isAbsolute().isEqualTo(directory.resolve("some/.chief/clients/bin"));
        assertThat(Files.readSymbolicLink(bin.resolve("chief"))).isEqualTo(Path.of("/opt/it's here/chief"));
        assertThat(namesIn(bin)).isEqualTo(1);
        assertThat(namesIn(bin.resolveSibling(""))).isEqualTo(1);
    }

    @Test
    void anotherChiefTakesItOver() throws IOException {
        Path bin = CommandLink.install(directory, Path.of("/old/chief"));
        CommandLink.install(directory, Path.of("/new/chief"));
        assertThat(Files.readSymbolicLink(bin.resolve("chief"))).isEqualTo(Path.of("/new/chief"));
        assertThat(namesIn(bin.resolveSibling(""))).isEqualTo(1);
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Files.createDirectory(directory.resolve("clients"));
        Files.writeString(directory.resolve("clients/bin"), "in the way");
        assertThatThrownBy(() -> CommandLink.install(directory, Path.of("/opt/chief")))
                .isInstanceOf(IOException.class)
                .hasMessage("The command for scripts cannot be written to "
                        + directory.resolve("clients/bin") + ": " + directory.resolve("clients/bin")
                        + " is not a directory.");
    }

    @Test
    void whatCannotTakeItsPlaceIsNotLeftBehind() throws IOException {
        Files.createDirectories(directory.resolve("clients/bin/chief/in the way"));
        assertThatThrownBy(() -> CommandLink.install(directory, Path.of("/opt/chief")))
                .isInstanceOf(IOException.class);
        assertThat(namesIn(directory.resolve("clients/bin"))).isEqualTo(1);
    }

    private static long namesIn(Path folder) throws IOException {
        try (Stream<Path> names = Files.list(folder)) {
            return names.count();
        }
    }
}
