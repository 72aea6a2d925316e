package dev.chief.engine.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLibraryTest {
    private static final String PROPERTY = "org.sqlite.lib.path";

    @TempDir
    Path directory;

    @BeforeEach
    @AfterEach
    void forgetTheLibrary() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void theLibraryIsUnpackedOnceAndLoadedFromThere() throws IOException {
        assertThat(SqliteLibrary.keepIn(directory)).isTrue();
        Path library = Path.of(System.getProperty(PROPERTY), System.mapLibraryName("sqlitejdbc"));
        assertThat(library).exists();
        var unpackedAt = Files.getLastModifiedTime(library);
        System.clearProperty(PROPERTY);
        assertThat(SqliteLibrary.keepIn(directory)).isTrue();
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(unpackedAt);
        assertThat(library.getParent()).isDirectoryNotContaining("glob:**/new*");
    }

    @Test
    void aDirectoryThatOthersMayWriteToIsNotTrusted() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(SqliteLibrary.keepIn(directory)).isFalse();
        assertThat(System.getProperty(PROPERTY)).isNull();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsDoneWithout() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(SqliteLibrary.keepIn(file.resolve("below"))).isFalse();
    }
}
