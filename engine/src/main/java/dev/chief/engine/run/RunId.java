package dev.chief.engine.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The name of one run, {@code JOB:YYYYMMDDHHMMSS-MICROS-PID}, which {@link #toString} gives.
 *
 * @param job the job's name, which may hold colons
 * @param stamp what tells the runs of a job apart: start in UTC, microseconds, the process; without a colon
 */
public record RunId(String job, String stamp) {
    private static final AtomicLong LAST_MICROS = new AtomicLong(Long.MIN_VALUE);

    public RunId {
        if (job.isEmpty() || stamp.isEmpty() || stamp.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "A run id is JOB:STAMP, and a stamp has no colon, got \"" + job + ":" + stamp + "\".");
        }
    }

    /**
     * An id that no other call in this process returns. When the clock stands or goes back, the microsecond after the
     * last one given out is taken. For any thread.
     *
     * @param pid the process that runs the job
     */
    public static RunId next(String job, Instant now, long pid) {
        long wanted = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        long micros = LAST_MICROS.updateAndGet(last -> Math.max(wanted, last + 1));
        var start = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(ZoneOffset.UTC);
        var stamp = new StringBuilder(32);
        pad(stamp, start.getYear(), 4);
        pad(stamp, start.getMonthValue(), 2);
        pad(stamp, start.getDayOfMonth(), 2);
        pad(stamp, start.getHour(), 2);
        pad(stamp, start.getMinute(), 2);
        pad(stamp, start.getSecond(), 2);
        stamp.append('-');
        pad(stamp, start.getNano() / 1000, 6);
        stamp.append('-').append(pid);
        return new RunId(job, stamp.toString());
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static RunId parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("A run id is JOB:STAMP, got \"" + text + "\".");
        }
        return new RunId(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return job + ":" + stamp;
    }

    private static void pad(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        text.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }
}
