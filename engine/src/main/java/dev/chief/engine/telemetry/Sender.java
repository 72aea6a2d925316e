package dev.chief.engine.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chief.engine.telemetry.Transport.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Brings events from memory to the spool, and from the spool to the monitor. Does one round when it is told to; for one
 * thread.
 */
final class Sender {
    static final int BATCH = 250;
    /** A monitor takes 2 MB at once. */
    static final int MOST_BYTES = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final byte[] BEGIN = "{\"events\":[".getBytes(US_ASCII);
    private static final byte[] END = "]}".getBytes(US_ASCII);

    private final Outbox outbox;
    private final Outbox.SpoolSource spool;
    private final Transport transport;
    private final Health health;
    private final Losses losses;
    private final Pace pace;
    private long deadlineNanos;

    /**
     * The time that things may take.
     *
     * @param timeout for one attempt
     * @param nanoTime a clock that is never set
     * @param between is called between two batches, for what must not wait until all are delivered
     */
    record Pace(Duration timeout, LongSupplier nanoTime, Runnable between) {}

    Sender(
        Outbox outbox,
        Outbox.SpoolSource spool,
        Transport transport,
        Health health,
        Losses losses,
        Pace pace
    ) {
        this.outbox = outbox;
        this.spool = spool;
        this.transport = transport;
        this.health = health;
        this.losses = losses;
        this.pace = pace;
    }

    /**
     * Delivers what there is, unless the monitor is known to be away.
     *
     * @param limit begins no attempt after that, and lets none take longer
     * @return whether another process was delivering at the time, so that there may be more to do
     */
    boolean round(Duration limit) {
        deadlineNanos = pace.nanoTime().getAsLong() + limit.toNanos();
        boolean busy = false;
        boolean spooled = outbox.flush(PATIENCE);
        if (health.mayTry()) {
            try {
                busy = fromSpool();
            } catch (IOException e) {
                losses.spoolFailed(e);
                spooled = false;
            }
            if (!spooled && health.mayTry()) {
                outbox.deliver(BATCH, this::fromMemory);
            }
            health.settle();
        }
        losses.tell(false);
        return busy;
    }

    private boolean fromSpool() throws IOException {
        Optional<Outgoing> right = spool.get().trySending();
        if (right.isEmpty()) {
            return true;
        }
        try (Outgoing outgoing = right.get()) {
            List<Outgoing.Line> lines = outgoing.next(BATCH);
            while (!lines.isEmpty() && hasTime() && deliver(lines, outgoing)) {
                pace.between().run();
                // What has come in the meantime goes behind what waits.
                outbox.flush(PATIENCE);
                lines = outgoing.next(BATCH);
            }
            losses.unreadable(outgoing.torn());
        }
        return false;
    }

    /** Delivers events in order, and says whether all of them are dealt with. A batch that is refused is halved. */
    private boolean deliver(List<Outgoing.Line> lines, Outgoing outgoing) throws IOException {
        List<byte[]> json = new ArrayList<>(lines.size());
        for (Outgoing.Line line : lines) {
            json.add(line.json());
        }
        if (isTooMuch(json)) {
            return deliverHalves(lines, outgoing);
        }
        return switch (post(json)) {
            case Answer.Accepted accepted -> {
                for (int index : accepted.refused()) {
                    if (index >= 0 && index < lines.size()) {
                        setAside(lines.get(index), outgoing, "the monitor dropped them");
                    }
                }
                outgoing.done(lines.getLast());
                yield true;
            }
            case Answer.Refused refused -> {
                if (lines.size() == 1) {
                    setAside(lines.getFirst(), outgoing, refused.why());
                    outgoing.done(lines.getFirst());
                    yield true;
                }
                yield deliverHalves(lines, outgoing);
            }
            case Answer.Failed _ -> false;
        };
    }

    private boolean deliverHalves(List<Outgoing.Line> lines, Outgoing outgoing) throws IOException {
        int middle = lines.size() / 2;
        return deliver(lines.subList(0, middle), outgoing) && hasTime()
                && deliver(lines.subList(middle, lines.size()), outgoing);
    }

    private int fromMemory(List<byte[]> lines) {
        if (!hasTime()) {
            return 0;
        }
        if (isTooMuch(lines)) {
            return halvesFromMemory(lines);
        }
        return switch (post(lines)) {
            case Answer.Accepted accepted -> {
                losses.lost(accepted.refused().size(),
                        "the monitor dropped them, and no file keeps what it drops");
                yield lines.size();
            }
            case Answer.Refused refused -> {
                if (lines.size() == 1) {
                    losses.lost(1, refused.why() + ", and no file keeps what it refuses");
                    yield 1;
                }
                yield halvesFromMemory(lines);
            }
            case Answer.Failed _ -> 0;
        };
    }

    private int halvesFromMemory(List<byte[]> lines) {
        int middle = lines.size() / 2;
        int first = fromMemory(lines.subList(0, middle));
        return first < middle ? first : first + fromMemory(lines.subList(middle, lines.size()));
    }

    /** Whether a monitor may not want so many bytes at once. */
    private static boolean isTooMuch(List<byte[]> lines) {
        return lines.size() > 1 && lines.stream().mapToLong(line -> line.length).sum() > MOST_BYTES;
    }

    private void setAside(Outgoing.Line line, Outgoing outgoing, String why) throws IOException {
        if (outgoing.refuse(line)) {
            losses.refused(why);
        } else {
            losses.lost(1, why + ", and the file of refused events is full");
        }
    }

    private Answer post(List<byte[]> lines) {
        long left = deadlineNanos - pace.nanoTime().getAsLong();
        Duration limit = left < pace.timeout().toNanos() ? Duration.ofNanos(Math.max(left, 1))
                : pace.timeout();
        Answer answer = transport.post(body(lines), limit);
        switch (answer) {
            case Answer.Accepted _ -> health.succeeded(lines.size());
            // The monitor is there, and judges.
            case Answer.Refused _ -> health.succeeded(0);
            case Answer.Failed failed -> health.failed(failed.why());
        }
        return answer;
    }

    private boolean hasTime() {
        return deadlineNanos - pace.nanoTime().getAsLong() > 0;
    }

    private static byte[] body(List<byte[]> lines) {
        int size = BEGIN.length + END.length;
        for (byte[] line : lines) {
            size += line.length + 1;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(size);
        body.writeBytes(BEGIN);
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(lines.get(i));
        }
        body.writeBytes(END);
        return body.toByteArray();
    }
}
