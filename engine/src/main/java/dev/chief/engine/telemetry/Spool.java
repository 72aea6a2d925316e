package dev.chief.engine.telemetry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Events on disk, one JSON object a line, shared by all processes of a configuration. They are added at the end of one
 * file, which is closed under a number now and then; closed parts are delivered oldest first and deleted. So events come
 * out in the order in which they went in, whichever process delivers them. For any thread.
 */
final class Spool implements AutoCloseable {
    private static final long LARGEST_SEGMENT = 8L << 20;
    private static final int SEGMENTS_AT_MOST = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SpoolFiles files;
    private final SpoolLock lock;
    private final long maxBytes;

    private Spool(SpoolFiles files, SpoolLock lock, long maxBytes) {
        this.files = files;
        this.lock = lock;
        this.maxBytes = maxBytes;
    }

    /**
     * @param file where events are added; what lies there already is delivered first
     * @param maxBytes how much may wait
     */
    static Spool open(Path file, long maxBytes) throws IOException {
        SpoolFiles files = new SpoolFiles(file);
        return new Spool(files, SpoolLock.open(files.lock()), maxBytes);
    }

    /**
     * Adds lines, all or none.
     *
     * @param lines without line ends
     * @param patience how long to wait for other processes
     * @return how many events were dropped to make room, the oldest
     * @throws IOException if they cannot be written
     */
    long append(List<byte[]> lines, Duration patience) throws IOException {
        return lock.change(patience, () -> append(lines));
    }

    /** The right to deliver what waits, or none while another process has it. */
    Optional<Outgoing> trySending() throws IOException {
        Optional<FileLock> right = lock.trySending();
        if (right.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Outgoing(this, right.get(), lock.position()));
        } catch (IOException e) {
            right.get().release();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    SpoolFiles files() {
        return files;
    }

    SpoolLock lock() {
        return lock;
    }

    /** The oldest closed part. Closes the one that is written to if there is no other. */
    Optional<Long> oldest() throws IOException {
        List<Long> segments = files.segments();
        if (segments.isEmpty() && SpoolFiles.size(files.active()) > 0) {
            lock.change(PATIENCE, this::rotate);
            segments = files.segments();
        }
        return segments.isEmpty() ? Optional.empty() : Optional.of(segments.getFirst());
    }

    /** Adds a line to a file of what is not sent again; no more than the spool may hold. */
    boolean setAside(Path file, byte[] line) throws IOException {
        if (SpoolFiles.size(file) + line.length > maxBytes) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        try (FileChannel channel = appending(file)) {
            write(channel, bytes);
        }
        return true;
    }

    private long append(List<byte[]> lines) throws IOException {
        long incoming = 0;
        int first = lines.size();
        while (first > 0 && incoming + lines.get(first - 1).length + 1 <= maxBytes) {
            first--;
            incoming += lines.get(first).length + 1;
        }
        long dropped = first + makeRoom(incoming);
        ByteBuffer bytes = ByteBuffer.allocate((int) incoming);
        for (byte[] line : lines.subList(first, lines.size())) {
            bytes.put(line).put((byte) '\n');
        }
        bytes.flip();
        try (FileChannel channel = appending(files.active())) {
            long before = channel.size();
            try {
                if (before > 0 && isTorn(files.active(), before)) {
                    write(channel, ByteBuffer.wrap(new byte[]{'\n'}));
                }
                write(channel, bytes);
            } catch (IOException e) {
                // The whole batch will be written again; half of it now would come twice.
                channel.truncate(before);
                throw e;
            }
        }
        return dropped;
    }

    private long makeRoom(long incoming) throws IOException {
        long active = SpoolFiles.size(files.active());
        if (active > 0 && active + incoming > Math.min(LARGEST_SEGMENT, maxBytes / SEGMENTS_AT_MOST)) {
            rotate();
            active = 0;
        }
        List<Long> segments = files.segments();
        long total = active + incoming;
        for (Long segment : segments) {
            total += SpoolFiles.size(files.segment(segment));
        }
        long dropped = 0;
        for (int i = 0; i < segments.size() && total > maxBytes; i++) {
            Path oldest = files.segment(segments.get(i));
            total -= SpoolFiles.size(oldest);
            dropped += undelivered(segments.get(i));
            Files.deleteIfExists(oldest);
        }
        return dropped;
    }

    /** Closes the part that is written to. */
    private boolean rotate() throws IOException {
        List<Long> segments = files.segments();
        long last = segments.isEmpty() ? 0 : segments.getLast();
        long next = Math.max(last, lock.position().segment()) + 1;
        try {
            Files.move(files.active(), files.segment(next), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private long undelivered(long segment) throws IOException {
        SpoolLock.Position position = lock.position();
        long lines = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(files.segment(segment)))) {
            if (position.segment() == segment) {
                in.skipNBytes(position.offset());
            }
            int previous = '\n';
            for (int b = in.read(); b >= 0; b = in.read()) {
                lines += b == '\n' && previous != '\n' ? 1 : 0;
                previous = b;
            }
            return previous == '\n' ? lines : lines + 1;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Whether a process died while it wrote the last line. */
    private static boolean isTorn(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.read(last, size - 1) == 1 && last.get(0) != '\n';
        }
    }

    private static FileChannel appending(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
