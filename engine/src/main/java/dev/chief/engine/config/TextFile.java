package dev.chief.engine.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
        // java.io finds out about most files that cannot be read without the weight of channels.
        File file = path.toFile();
        if (!file.exists()) {
            return new Missing();
        }
        if (file.isDirectory()) {
            return new Unusable("is a directory, not a file");
        }
        byte[] bytes;
        try (InputStream in = new FileInputStream(file)) {
            bytes = in.readNBytes(mostBytes + 1);
        } catch (IOException problem) {
            return new Unusable(
                    "cannot be read: " + (file.canRead() ? problem.getMessage() : "permission denied"));
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
