package dev.chief.engine.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What came of reading a text file. */
sealed interface TextFile {

    /** @param text without a byte order mark */
    record Content(String text) implements TextFile {}

    /** There is no such file. */
    record Missing() implements TextFile {}

    /** @param reason what is wrong, to follow the name of the file */
    record Unusable(String reason) implements TextFile {}

    /** Reads a file of at most so many bytes, which must be UTF-8. */
    static TextFile read(Path path, int mostBytes) {
        byte[] bytes;
        try {
            if (Files.isDirectory(path)) {
                return new Unusable("is a directory, not a file");
            }
            try (InputStream file = Files.newInputStream(path)) {
                bytes = file.readNBytes(mostBytes + 1);
            }
        } catch (NoSuchFileException _) {
            return new Missing();
        } catch (AccessDeniedException _) {
            return new Unusable("cannot be read: permission denied");
        } catch (IOException problem) {
            return new Unusable("cannot be read: " + problem.getMessage());
        }
        if (bytes.length > mostBytes) {
            return new Unusable("is larger than " + (mostBytes >> 20) + " MiB");
        }
        int bad = Utf8.firstBadByte(bytes);
        if (bad >= 0) {
            return new Unusable("is not UTF-8: the byte " + Utf8.hex(bytes[bad]) + " in line "
                    + Utf8.lineOf(bytes, bad) + " (byte " + (bad + 1) + " of the file) begins no character");
        }
        int start = Utf8.startsWithMark(bytes) ? 3 : 0;
        return new Content(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
    }
}
