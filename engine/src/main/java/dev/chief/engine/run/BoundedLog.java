package dev.chief.engine.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * A log file that other processes append to, held near a size: its head and its tail are kept, and between them stands a
 * line that says how much was cut. Writers must append, so that after the file was cut they go on at its new end. What
 * is written in the moment of a cut may be lost without being counted. For one thread at a time.
 *
 * <p>While the script runs the file may grow to about twice the bound between two cuts; the tail so far waits in a file
 * beside it. After {@link #settle} the file is within the bound.
 */
final class BoundedLog implements AutoCloseable {
    /** Room for the line between head and tail. */
    static final int MARKER_ROOM = 64;
    /** The head ends and the tail begins at the start of a line, if there is one so near. */
    private static final int LINE_SEARCH = 4096;

    private final FileChannel file;
    private final Path tailFile;
    private final long bound;
    /** Where the head ends and the line about the cut begins; meaningless before the first cut. */
    private long headEnd;
    /** Where the line about the cut ends; 0 before the first cut. */
    private long bodyStart;
    private long cutBytes;
    private boolean tailWaits;

    /**
     * Opens or makes a log.
     *
     * @param bound its largest size in bytes, at least 1; below 1024 it is taken for that
     */
    BoundedLog(Path path, long bound) throws IOException {
        this.bound = Math.max(1024, bound);
        this.tailFile = path.resolveSibling(path.getFileName() + ".tail");
        this.file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    long size() throws IOException {
        return file.size();
    }

    /** Where reading goes on after a cut. */
    long bodyStart() {
        return bodyStart;
    }

    int read(ByteBuffer into, long position) throws IOException {
        return file.read(into, position);
    }

    /**
     * Cuts the middle out if the file has outgrown its bound.
     *
     * @return whether it did; all that was read so far has then another position
     */
    boolean cutIfTooLarge() throws IOException {
        long size = file.size();
        long growth = size - bodyStart;
        if (bodyStart == 0 ? size <= bound : growth <= tailRoom()) {
            return false;
        }
        if (bodyStart == 0) {
            headEnd = startOfLineBefore((bound - MARKER_ROOM) / 2);
            bodyStart = headEnd;
        }
        long end = tryToKeepTail(size);
        cutBytes += end - bodyStart;
        bodyStart = headEnd + write(marker(cutBytes, true), headEnd);
        file.truncate(bodyStart);
        return true;
    }

    /** Puts head, line and tail together. Further output may follow. */
    void settle() throws IOException {
        if (!tailWaits) {
            return;
        }
        long size = file.size();
        if (size - bodyStart >= tailRoom()) {
            size = keepTail(size);
        } else {
            appendTail(bodyStart, size);
        }
        cutBytes += size - bodyStart;
        try (FileChannel tail = FileChannel.open(tailFile, StandardOpenOption.READ)) {
            long start = startOfLineAfter(tail, Math.max(0, tail.size() - tailRoom()));
            cutBytes -= tail.size() - start;
            bodyStart = headEnd + write(marker(cutBytes, false), headEnd);
            file.truncate(bodyStart);
            copy(tail, start, tail.size(), file.position(bodyStart));
        }
        tailWaits = false;
        Files.delete(tailFile);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** How much of the end is kept of what is too large. */
    long tailRoom() {
        return bound - MARKER_ROOM - headEnd;
    }

    /** Where there is no room for a second file the tail is lost, which makes room in the first. */
    private long tryToKeepTail(long size) throws IOException {
        try {
            return keepTail(size);
        } catch (IOException e) {
            tailWaits = false;
            Files.deleteIfExists(tailFile);
            return file.size();
        }
    }

    /** Puts the end of the body into the tail's file, and returns the size of the file up to which it got. */
    private long keepTail(long size) throws IOException {
        Files.deleteIfExists(tailFile);
        long end = size;
        long from = Math.max(bodyStart, size - tailRoom());
        tailWaits = true;
        // Copying takes a moment, in which the writer goes on: what came meanwhile takes less.
        for (int i = 0; i < 3 && from < end; i++) {
            appendTail(from, end);
            from = end;
            end = file.size();
        }
        return end;
    }

    private void appendTail(long from, long to) throws IOException {
        try (
            FileChannel tail = FileChannel.open(
                    tailFile,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND)
        ) {
            copy(file, from, to, tail);
        }
    }

    private static void copy(FileChannel source, long from, long to, FileChannel target) throws IOException {
        long position = from;
        while (position < to) {
            long copied = source.transferTo(position, to - position, target);
            if (copied <= 0) {
                return;
            }
            position += copied;
        }
    }

    private int write(String text, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            file.write(bytes, position + bytes.position());
        }
        return length;
    }

    /** The line about a cut, always of one length while the script runs, so that it can be written again in its place. */
    private String marker(long bytes, boolean padded) throws IOException {
        String number = String.format(Locale.ROOT, padded ? "%,24d" : "%,d", bytes);
        return (endsLine(headEnd) ? "" : "\n") + "[... " + number + " bytes cut ...]\n";
    }

    private boolean endsLine(long position) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return position == 0 || (file.read(one, position - 1) == 1 && one.get(0) == '\n');
    }

    private long startOfLineBefore(long position) throws IOException {
        ByteBuffer near = ByteBuffer.allocate((int) Math.min(LINE_SEARCH, position / 2));
        long from = position - near.capacity();
        int length = file.read(near, from);
        for (int i = length - 1; i >= 0; i--) {
            if (near.get(i) == '\n') {
                return from + i + 1;
            }
        }
        return position;
    }

    private long startOfLineAfter(FileChannel tail, long position) throws IOException {
        ByteBuffer near = ByteBuffer.allocate((int) Math.min(LINE_SEARCH, tailRoom() / 4));
        int length = tail.read(near, position);
        for (int i = 0; i < length; i++) {
            if (near.get(i) == '\n') {
                return position + i + 1;
            }
        }
        return position;
    }
}
