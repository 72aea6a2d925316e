package dev.chief.engine.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the processes that share a spool agree by: who may change its files, who delivers, and how far delivery has come.
 * The operating system frees what a process held that is gone. For any thread; one for each file and process, because
 * closing one would free the locks of another.
 */
final class SpoolLock implements AutoCloseable {
    private static final long CHANGE = 1L << 40;
    private static final long SEND = CHANGE + 1;
    private static final int POSITION_BYTES = 40;
    private static final long POLL_NANOS = 500_000;

    private final FileChannel channel;
    private final ReentrantLock changing = new ReentrantLock();

    private SpoolLock(FileChannel channel) {
        this.channel = channel;
    }

    static SpoolLock open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new SpoolLock(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    /** Something that is done while no other process or thread changes the files. */
    interface Change<T> {
        T make() throws IOException;
    }

    /**
     * Makes a change.
     *
     * @param patience how long to wait for others
     * @throws IOException if the change does, or if others took longer than that
     */
    <T> T change(Duration patience, Change<T> change) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            if (!changing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("another thread is busy with the spool");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        try {
            Optional<FileLock> lock = lock(CHANGE);
            while (lock.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("another process is busy with the spool");
                }
                LockSupport.parkNanos(POLL_NANOS);
                lock = lock(CHANGE);
            }
            try {
                return change.make();
            } finally {
                lock.get().release();
            }
        } finally {
            changing.unlock();
        }
    }

    /** The right to deliver, or none while another process has it. */
    Optional<FileLock> trySending() throws IOException {
        return lock(SEND);
    }

    /** How far delivery has come. */
    Position position() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(POSITION_BYTES);
        channel.read(bytes, 0);
        return Position.parse(new String(bytes.array(), 0, bytes.position(), US_ASCII));
    }

    /** Notes how far delivery has come, in one write. */
    void position(Position position) throws IOException {
        channel.write(ByteBuffer.wrap(position.text().getBytes(US_ASCII)), 0);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private Optional<FileLock> lock(long place) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(place, 1, false));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /**
     * How far delivery has come.
     *
     * @param segment the closed part that is being delivered, or was last
     * @param offset what of it has been delivered, in bytes
     */
    record Position(long segment, long offset) {
        private static final Position START = new Position(0, 0);
        private static final int WIDTH = 19;

        String text() {
            return padded(segment) + " " + padded(offset) + "\n";
        }

        /** The start for whatever is no position: what was delivered is then sent again, which is harmless. */
        static Position parse(String text) {
            if (text.length() < 2 * WIDTH + 1) {
                return START;
            }
            try {
                return new Position(Long.parseLong(text.substring(0, WIDTH)),
                        Long.parseLong(text.substring(WIDTH + 1, 2 * WIDTH + 1)));
            } catch (NumberFormatException e) {
                return START;
            }
        }

        private static String padded(long number) {
            String digits = Long.toString(number);
            return "0".repeat(WIDTH - digits.length()) + digits;
        }
    }
}
