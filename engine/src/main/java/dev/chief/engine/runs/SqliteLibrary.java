package dev.chief.engine.runs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.sqlite.JDBC;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Keeps SQLite's native library in a directory between processes. Otherwise each process unpacks a megabyte into the
 * directory for temporary files, which takes longer than all else that opening the store does.
 */
public final class SqliteLibrary {
    private static final String PATH = "org.sqlite.lib.path";

    private SqliteLibrary() {}

    /**
     * Has the library loaded from a directory, unpacking it there at the first time. To be called before the store is
     * opened in this process. Where this cannot be done, or others than this user can write to the directory (what is
     * loaded from there is run), everything stays as without it, and so it does when the system property
     * {@value #PATH} is set.
     *
     * @param directory a directory of this user's alone, made when there is none
     * @return whether the library will be loaded from there
     */
    public static boolean keepIn(Path directory) {
        if (System.getProperty(PATH) != null) {
            return false;
        }
        try {
            // One folder a version: a library is never replaced under a process that is starting.
            Path folder = directory.resolve("sqlite-" + version());
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path library = folder.resolve(LibraryLoaderUtil.getNativeLibName());
            if (!isPrivate(directory) || !isPrivate(folder)) {
                return false;
            }
            if (!Files.exists(library)) {
                unpack(folder, library);
            }
            if (!isPrivate(library)) {
                return false;
            }
            System.setProperty(PATH, folder.toString());
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static String version() {
        return JDBC.class.getPackage().getImplementationVersion() + "-" + System.getProperty("os.arch");
    }

    /** Whether it belongs to this user and nobody else may write to it. */
    private static boolean isPrivate(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        String owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
        return owner.equals(System.getProperty("user.name"))
                && !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE)
                && !Files.isSymbolicLink(path);
    }

    /** Under another name first, so that a process that starts at the same time finds all of it or nothing. */
    private static void unpack(Path folder, Path library) throws IOException {
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/"
                + LibraryLoaderUtil.getNativeLibName();
        Path unpacked = Files.createTempFile(folder, "new", ".so");
        try (InputStream in = JDBC.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no library for this machine");
            }
            Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unpacked, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }
}
