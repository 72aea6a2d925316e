package dev.chief.engine.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * The Python client that ships inside Chief, laid out on disk so that scripts can import it.
 *
 * <p>Threads and processes may install at the same time: one of them comes first, and all get the same directory.
 */
public final class PythonClient {
    /** Where its files lie, outer folders first. */
    static final List<String> FOLDERS = List.of("", "gulag_chief");
    /** What the client consists of, because a class path cannot be listed. */
    static final List<String> FILES = List.of(
            "gulag_chief/__init__.py",
            "gulag_chief/_event.py",
            "gulag_chief/_http.py",
            "gulag_chief/monitor_client.py",
            "gulag_chief/py.typed",
            "monitor_client.py");

    private static final int HASH_DIGITS = 16;

    private PythonClient() {}

    /**
     * Makes sure that the client is in a directory below the state directory. Files that are there and right are left
     * alone; missing or changed ones are put right.
     *
     * @param stateDirectory Chief's own directory; it is made if it is missing
     * @return the directory to put on {@code PYTHONPATH}, absolute; its name changes with the client's content
     * @throws IOException if it cannot be written; the message is a sentence that names the directory
     */
    public static Path install(Path stateDirectory) throws IOException {
        SequencedMap<String, byte[]> files = resources();
        Path clients = stateDirectory.toAbsolutePath().normalize().resolve("clients");
        Path target = clients.resolve("python-" + hash(files));
        try {
            if (!allIn(target, files)) {
                Files.createDirectories(clients);
                write(files, target);
            }
            return target;
        } catch (IOException e) {
            throw new IOException("The Python client cannot be written to " + target + ": " + reason(e) + ".",
                    e);
        }
    }

    private static boolean allIn(Path directory, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!holds(directory.resolve(file.getKey()), file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Path path, byte[] content) throws IOException {
        try {
            return Files.size(path) == content.length && Arrays.equals(Files.readAllBytes(path), content);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void write(Map<String, byte[]> files, Path target) throws IOException {
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            for (String folder : FOLDERS) {
                Files.createDirectory(draft.resolve(folder));
            }
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(draft.resolve(file.getKey()), file.getValue());
            }
            publish(draft, target, files);
        } finally {
            discard(draft);
        }
    }

    private static void publish(Path draft, Path target, Map<String, byte[]> files) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            // Another process was quicker, or files have been removed or changed since they were installed.
            mend(target, draft, files);
        }
    }

    private static void mend(Path target, Path draft, Map<String, byte[]> files) throws IOException {
        for (String folder : FOLDERS) {
            Files.createDirectories(target.resolve(folder));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = target.resolve(file.getKey());
            if (!holds(path, file.getValue())) {
                Files.move(draft.resolve(file.getKey()), path, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static void discard(Path draft) throws IOException {
        for (String file : FILES) {
            Files.deleteIfExists(draft.resolve(file));
        }
        for (String folder : FOLDERS.reversed()) {
            Files.deleteIfExists(draft.resolve(folder));
        }
    }

    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case FileAlreadyExistsException occupied -> occupied.getFile() + " is not a directory";
            case FileSystemException failed when failed.getReason() != null ->
                failed.getReason() + " (" + failed.getFile() + ")";
            default -> e.toString();
        };
    }

    private static SequencedMap<String, byte[]> resources() throws IOException {
        SequencedMap<String, byte[]> contents = new LinkedHashMap<>();
        for (String file : FILES) {
            try (InputStream content = PythonClient.class.getResourceAsStream("python/" + file)) {
                if (content == null) {
                    throw new IOException("This build of Chief lacks " + file + " of the Python client.");
                }
                contents.put(file, content.readAllBytes());
            }
        }
        return contents;
    }

    private static String hash(SequencedMap<String, byte[]> files) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
        files.forEach((name, content) -> {
            digest.update((name + "\n" + content.length + "\n").getBytes(UTF_8));
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
    }
}
