package dev.chief.engine.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a daemon the only one of its state directory. The operating system holds the lock and gives it up when the process
 * ends, however it ends, so a lock that was left behind is simply taken; what the file says is for the one who comes second.
 */
public final class OwnerLock implements AutoCloseable {
    private static final String FILE = "daemon.lock";

    private final FileChannel channel;
    private final FileLock lock;

    private OwnerLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock of a state directory, which is made if need be.
     *
     * @param owner what to tell the one who comes second, one line
     * @return the lock, or none if somebody has it
     * @throws IOException if the file cannot be written; the message names it
     */
    public static Optional<OwnerLock> take(Path stateDirectory, String owner) throws IOException {
        Files.createDirectories(stateDirectory);
        FileChannel channel = FileChannel.open(stateDirectory.resolve(FILE), StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            @Nullable
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((owner + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
            return Optional.of(new OwnerLock(channel, lock));
        } catch (OverlappingFileLockException e) {
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What the owner of the lock said of itself, or empty. */
    public static String owner(Path stateDirectory) {
        try {
            return Files.readString(stateDirectory.resolve(FILE)).strip();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
