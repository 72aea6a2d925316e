package dev.chief.engine.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * A log file that other processes append to, held near a size: its head and its tail are kept, and between them stands a
 * line that says how much was cut. For one thread at a time.
 *
 * <p>While the script runs nothing moves, so that nothing is lost that is written at the same time: the blocks in the
 * middle are given back to the disk, which leaves zeros after the line about the cut. After {@link #settle} these are
 * gone and the file is within its bound.
 */
final class BoundedLog implements AutoCloseable {
    /** Gives blocks of a file back to the disk, and says whether it could. */
    interface Puncher {
        boolean punch(Path file, long offset, long length);
    }

    /** Room for the line between head and tail. */
    private static final int MARKER_ROOM = 64;
    private static final int SMALLEST = 1024;
    /** The head ends and the tail begins at the start of a line, if there is one so near. */
    private static final int LINE_SEARCH = 4096;
    private static final int CHUNK_BYTES = 128 * 1024;
    /** How many tails may be there while the script runs. */
    private static final int PATIENCE = 2;
    /** The same where no blocks can be given back, and all that can be done is to begin the tail anew. */
    private static final int LAST_PATIENCE = 8;

    private final Path path;
    private final FileChannel file;
    private final long bound;
    private final Puncher puncher;
    /** Where the head ends and the line about the cut begins; -1 before the first cut. */
    private long headEnd = -1;
    /** Where what is kept behind the cut begins; 0 before the first cut. */
    private long bodyStart;
    /** How much was cut between the two. */
    private long cutBytes;

    /**
     * Opens or makes a log.
     *
     * @param bound its largest size in bytes; below 1024 it is taken for that
     */
    BoundedLog(Path path, long bound, Puncher puncher) throws IOException {
        this.path = path;
        this.bound = Math.max(SMALLEST, bound);
        this.puncher = puncher;
        this.file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    long size() throws IOException {
        return file.size();
    }

    /** Before here, and behind the head, there is nothing to be read any more. */
    long bodyStart() {
        return bodyStart;
    }

    int read(ByteBuffer into, long position) throws IOException {
        return file.read(into, position);
    }

    /** How much of the end is kept of what is too large. */
    long tailRoom() {
        return bound - MARKER_ROOM - (headEnd < 0 ? 0 : headEnd);
    }

    /** Gives the middle back to the disk if the file has far outgrown its bound. */
    void thin() throws IOException {
        long size = file.size();
        if (size <= bound || size - bodyStart <= PATIENCE * tailRoom()) {
            return;
        }
        beginCut();
        long from = Math.max(bodyStart, headEnd + marker(true).length());
        long to = size - tailRoom();
        if (puncher.punch(path, from, to - from)) {
            cutBytes += to - bodyStart;
            bodyStart = to;
            write(marker(true), headEnd);
        } else if (size - bodyStart > LAST_PATIENCE * tailRoom()) {
            cutBytes += file.size() - bodyStart;
            bodyStart = headEnd + write(marker(true), headEnd);
            file.truncate(bodyStart);
        }
    }

    /** Puts head, line and tail together. Further output may follow. */
    void settle() throws IOException {
        long size = file.size();
        if (size <= bound) {
            return;
        }
        beginCut();
        long start = startOfLineAfter(Math.max(bodyStart, size - tailRoom()));
        cutBytes += start - bodyStart;
        bodyStart = headEnd + write(marker(false), headEnd);
        // A child in the background may have gone on meanwhile.
        long end = moveDown(start, bodyStart);
        file.truncate(end);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void beginCut() throws IOException {
        if (headEnd < 0) {
            headEnd = startOfLineBefore((bound - MARKER_ROOM) / 2);
            bodyStart = headEnd;
        }
    }

    /** Moves everything from a position on to an earlier one, and returns where it ends then. */
    private long moveDown(long from, long to) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long source = from;
        long target = to;
        while (file.read(chunk.clear(), source) > 0) {
            source += chunk.flip().remaining();
            while (chunk.hasRemaining()) {
                target += file.write(chunk, target);
            }
        }
        return target;
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
    private String marker(boolean padded) throws IOException {
        String number = String.format(Locale.ROOT, padded ? "%,24d" : "%,d", cutBytes);
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

    private long startOfLineAfter(long position) throws IOException {
        ByteBuffer near = ByteBuffer.allocate((int) Math.min(LINE_SEARCH, tailRoom() / 4));
        int length = file.read(near, position);
        for (int i = 0; i < length; i++) {
            if (near.get(i) == '\n') {
                return position + i + 1;
            }
        }
        return position;
    }
}
