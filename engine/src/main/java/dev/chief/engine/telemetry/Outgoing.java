package dev.chief.engine.telemetry;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The right to deliver what a spool holds, and the place where delivery stands. What has been delivered is noted on disk at
 * once, so that a process that dies repeats one batch at most. For one thread; closing it gives the right back.
 */
final class Outgoing implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 18;
    private static final int LONGEST_LINE = 1 << 24;

    private final Spool spool;
    private final FileLock right;
    private SpoolLock.Position position;
    private Optional<FileChannel> channel = Optional.empty();
    private long torn;

    Outgoing(Spool spool, FileLock right, SpoolLock.Position position) {
        this.spool = spool;
        this.right = right;
        this.position = position;
    }

    /** An event: one JSON object in UTF-8, and where it ends in its part of the spool. */
    static final class Line {
        private final byte[] json;
        private final long end;

        Line(byte[] json, long end) {
            this.json = json;
            this.end = end;
        }

        byte[] json() {
            return json;
        }
    }

    /** The oldest events that have not been delivered, or none if nothing waits. Lines that are no events are set aside. */
    List<Line> next(int most) throws IOException {
        while (true) {
            Optional<FileChannel> segment = open();
            if (segment.isEmpty()) {
                return List.of();
            }
            List<Line> lines = read(segment.get(), most);
            if (!lines.isEmpty()) {
                return lines;
            }
        }
    }

    /** Notes that all events up to this one have been delivered or set aside. */
    void done(Line line) throws IOException {
        moveTo(line.end);
    }

    /** Puts an event aside for good; says whether there was room. */
    boolean refuse(Line line) throws IOException {
        return spool.setAside(spool.files().rejected(), line.json);
    }

    /** How many lines were no events. */
    long torn() {
        return torn;
    }

    @Override
    public void close() throws IOException {
        try {
            closeSegment();
        } finally {
            right.release();
        }
    }

    private Optional<FileChannel> open() throws IOException {
        while (channel.isEmpty()) {
            Optional<Long> oldest = spool.oldest();
            if (oldest.isEmpty()) {
                return Optional.empty();
            }
            if (oldest.get() != position.segment()) {
                position = new SpoolLock.Position(oldest.get(), 0);
                spool.lock().position(position);
            }
            Path file = spool.files().segment(oldest.get());
            try {
                channel = Optional.of(FileChannel.open(file, StandardOpenOption.READ));
            } catch (NoSuchFileException e) {
                // Another process needed the room, and counted what was in it.
                channel = Optional.empty();
            }
        }
        return channel;
    }

    /** Reads whole lines of a part; when it is used up, deletes it. */
    private List<Line> read(FileChannel segment, int most) throws IOException {
        long left = segment.size() - position.offset();
        if (left <= 0) {
            closeSegment();
            Files.deleteIfExists(spool.files().segment(position.segment()));
            return List.of();
        }
        int size = (int) Math.min(left, CHUNK_BYTES);
        byte[] chunk = chunk(segment, size);
        while (indexOfEnd(chunk, 0) < 0 && size < left && size < LONGEST_LINE) {
            size = (int) Math.min(left, size * 2L);
            chunk = chunk(segment, size);
        }
        return lines(chunk, size == left, most);
    }

    private List<Line> lines(byte[] chunk, boolean last, int most) throws IOException {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start < chunk.length && lines.size() < most) {
            int found = indexOfEnd(chunk, start);
            if (found < 0 && !last && !lines.isEmpty()) {
                break;
            }
            int end = found < 0 ? chunk.length : found;
            int after = found < 0 ? end : end + 1;
            byte[] line = Arrays.copyOfRange(chunk, start, end);
            if (line.length > 0 && EventJson.isObject(line)) {
                lines.add(new Line(line, position.offset() + after));
            } else if (!lines.isEmpty()) {
                // What cannot be sent is dealt with when it comes first, and then once.
                break;
            } else {
                setAsideTorn(line);
                moveTo(position.offset() + after);
                return List.of();
            }
            start = after;
        }
        return lines;
    }

    private void setAsideTorn(byte[] line) throws IOException {
        if (line.length > 0) {
            torn++;
            spool.setAside(spool.files().torn(), line);
        }
    }

    private void moveTo(long offset) throws IOException {
        position = new SpoolLock.Position(position.segment(), offset);
        spool.lock().position(position);
    }

    private void closeSegment() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
            channel = Optional.empty();
        }
    }

    private byte[] chunk(FileChannel segment, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining()) {
            if (segment.read(bytes, position.offset() + bytes.position()) < 0) {
                throw new EOFException("a part of the spool has become shorter");
            }
        }
        return bytes.array();
    }

    private static int indexOfEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
