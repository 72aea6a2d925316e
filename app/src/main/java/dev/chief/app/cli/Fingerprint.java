package dev.chief.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a file's content is another than before: by its digest, which is computed again only when time or size of the
 * file have changed. A file that is away for a moment, as while an editor replaces it, counts as unchanged. For any thread.
 */
final class Fingerprint implements Supplier<String> {
    private final Path file;
    private @Nullable FileTime time;
    private long size = -1;
    private String digest = "";

    Fingerprint(Path file) {
        this.file = file;
    }

    @Override
    public synchronized String get() {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            long length = Files.size(file);
            if (!Objects.equals(modified, time) || length != size) {
                digest = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
                time = modified;
                size = length;
            }
        } catch (IOException e) {
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        return digest;
    }
}
