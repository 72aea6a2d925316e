package dev.chief.engine.config;

import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the paths of a configuration are on disk. Each is looked at once, since jobs name the same files again and again. */
final class Disk {
    private static final int MOST_NAMES = 2_000;

    private final Map<Path, Map<String, Path>> resolved = new HashMap<>();
    private final Map<Path, Kind> kinds = new HashMap<>();
    private int similarLeft = 20;

    /** What a path leads to, symbolic links followed. */
    enum Kind {
        FILE, DIRECTORY, OTHER, MISSING
    }

    /** A path as written, seen from a folder: absolute, without detours; none if no file can have that name. */
    Optional<Path> resolve(Path folder, String written) {
        @Nullable
        Map<String, Path> inFolder = resolved.get(folder);
        if (inFolder == null) {
            inFolder = new HashMap<>();
            resolved.put(folder, inFolder);
        }
        @Nullable
        Path known = inFolder.get(written);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Path> path = absolute(folder, written);
        if (path.isPresent()) {
            inFolder.put(written, path.get());
        }
        return path;
    }

    Kind kind(Path path) {
        @Nullable
        Kind kind = kinds.get(path);
        if (kind == null) {
            kind = look(path);
            kinds.put(path, kind);
        }
        return kind;
    }

    /** A hint at a name in the same folder that was probably meant. Only asked for the first few missing files. */
    Optional<String> similar(Path missing) {
        @Nullable
        Path folder = missing.getParent();
        @Nullable
        Path name = missing.getFileName();
        if (folder == null || name == null || --similarLeft < 0) {
            return Optional.empty();
        }
        String @Nullable [] names = folder.toFile().list();
        return names == null || names.length > MOST_NAMES
                ? Optional.empty()
                : NearestName.hint(name.toString(), Arrays.asList(names));
    }

    private static Optional<Path> absolute(Path folder, String written) {
        try {
            Path path = folder.resolve(written);
            // Behind a symbolic link ".." is not where the spelling says.
            boolean detour = written.contains("..");
            return Optional.of(detour && path.toFile().exists() ? path.toRealPath() : path.normalize());
        } catch (InvalidPathException _) {
            return Optional.empty();
        } catch (IOException _) {
            return Optional.of(folder.resolve(written).normalize());
        }
    }

    private static Kind look(Path path) {
        // java.io.File asks the system once and without an exception for what is missing.
        File file = path.toFile();
        if (file.isFile()) {
            return Kind.FILE;
        }
        if (file.isDirectory()) {
            return Kind.DIRECTORY;
        }
        return file.exists() ? Kind.OTHER : Kind.MISSING;
    }
}
