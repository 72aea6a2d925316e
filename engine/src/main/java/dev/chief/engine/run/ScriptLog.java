package dev.chief.engine.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a script over all its attempts. While an attempt runs a thread of its own watches the file, holds it to its
 * bound and tells a listener the lines; it reads nothing if nobody listens. Made and closed by the thread of the run.
 */
final class ScriptLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptLog.class);
    private static final long BUSY_MILLIS = 50;
    private static final long IDLE_MILLIS = 400;
    private static final int CHUNK_BYTES = 256 * 1024;
    /** How long a listener that takes no more lines can hold up a run that is being stopped. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path path;
    private final BoundedLog file;

    /**
     * Opens or makes the log.
     *
     * @param bound its largest size in bytes
     */
    ScriptLog(Path path, long bound) throws IOException {
        this.path = path;
        this.file = new BoundedLog(path, bound, Fallocate::punch);
    }

    /** Appends a line of Chief's own, for readers of the file. Without room for it the run goes on without it. */
    void note(String text) {
        try {
            ByteBuffer last = ByteBuffer.allocate(1);
            long size = file.size();
            boolean midLine = size > 0 && file.read(last, size - 1) == 1 && last.get(0) != '\n';
            String line = (midLine ? "\n" : "") + "[chief] " + text + "\n";
            Files.write(path, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("Cannot write the log {}: {}", path, Words.of(e));
        }
    }

    /** Watches the file during an attempt. What it holds now was told before. */
    Watch watch(Attempt attempt, RunListener listener) {
        return new Watch(attempt, listener.wantsOutput() ? listener : null);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The thread that watches during one attempt. */
    final class Watch {
        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread thread;
        private final @Nullable LineDecoder lines;
        private final ByteBuffer chunk;
        private long told;
        private long seen;

        Watch(Attempt attempt, @Nullable RunListener listener) {
            this.told = sizeNow();
            this.seen = told;
            this.lines = listener == null ? null : new LineDecoder(line -> listener.output(attempt, line));
            this.chunk = ByteBuffer.allocateDirect(listener == null ? 0 : CHUNK_BYTES);
            this.thread = Thread.ofPlatform().daemon().name("log of " + path.getFileName()).start(this::run);
        }

        /** A file whose size cannot be read is told from its beginning, which fails where it can be handled. */
        private long sizeNow() {
            try {
                return file.size();
            } catch (IOException e) {
                return 0;
            }
        }

        /**
         * Tells what is left and brings the file within its bound.
         *
         * @param stop whether a listener that is slow to take what is left may miss it
         */
        void finish(boolean stop) {
            ended.countDown();
            boolean interrupted = false;
            Deadline deadline = Deadline.after(stop ? PATIENCE : Duration.ofDays(1));
            while (thread.isAlive() && !deadline.isOver()) {
                try {
                    thread.join(deadline.remaining());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void run() {
            try {
                long pause = BUSY_MILLIS;
                while (!ended.await(pause, TimeUnit.MILLISECONDS)) {
                    boolean grew = look();
                    pause = grew || lines != null ? BUSY_MILLIS : Math.min(IDLE_MILLIS, 2 * pause);
                }
                tellTheRest();
                file.settle();
            } catch (ClosedChannelException e) {
                LOG.debug("Nobody waited for {}", path);
            } catch (IOException e) {
                LOG.error("Cannot hold {} to its size: {}", path, Words.of(e));
            } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody interrupts this thread", e);
            }
        }

        /** Tells what is there, and returns whether there was something. */
        private boolean look() throws IOException {
            long end = file.size();
            boolean grew = end != seen;
            seen = end;
            file.thin();
            while (lines != null && told < end) {
                skipTo(file.bodyStart());
                if (!tellSome(lines)) {
                    break;
                }
                file.thin();
            }
            return grew;
        }

        /** What is there now, at most as much as is kept of it. A child in the background may go on. */
        private void tellTheRest() throws IOException {
            if (lines == null) {
                return;
            }
            long end = file.size();
            skipTo(Math.max(file.bodyStart(), end - file.tailRoom()));
            while (told < end && tellSome(lines)) {
                // One piece after the other.
            }
            lines.flush();
        }

        /** Says what is left out if the listener is not so far yet. */
        private void skipTo(long position) {
            if (lines != null && position > told) {
                lines.flush();
                String text = String.format(Locale.ROOT, "[... %,d bytes cut ...]\n", position - told);
                lines.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
                told = position;
            }
        }

        private boolean tellSome(LineDecoder to) throws IOException {
            chunk.clear();
            int length = file.read(chunk, told);
            if (length <= 0) {
                return false;
            }
            told += length;
            to.feed(chunk.flip());
            return true;
        }
    }
}
