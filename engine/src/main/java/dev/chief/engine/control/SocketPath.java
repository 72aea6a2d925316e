package dev.chief.engine.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the socket of a state directory is, by a name that fits: the system takes about a hundred bytes, and a longer path
 * goes by a symbolic link to its directory, which lasts as long as it is open.
 */
final class SocketPath implements AutoCloseable {
    static final String FILE = "control.sock";
    /** The address of a socket has 108 bytes on Linux and 104 on macOS, the last one a zero. */
    private static final int MOST_BYTES = 103;

    private final Path directory;
    private final boolean isLink;

    private SocketPath(Path directory, boolean isLink) {
        this.directory = directory;
        this.isLink = isLink;
    }

    static SocketPath in(Path stateDirectory) throws IOException {
        if (bytes(stateDirectory.resolve(FILE)) <= MOST_BYTES) {
            return new SocketPath(stateDirectory, false);
        }
        Path folder = Files.createTempDirectory("chief");
        return new SocketPath(Files.createSymbolicLink(folder.resolve("s"), stateDirectory.toAbsolutePath()),
                true);
    }

    UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(directory.resolve(FILE));
    }

    @Override
    public void close() throws IOException {
        if (isLink) {
            Files.deleteIfExists(directory);
            Files.deleteIfExists(directory.toAbsolutePath().getParent());
        }
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
