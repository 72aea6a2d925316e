package dev.chief.monitor.store;

/**
 * How the runs of a day went.
 *
 * @param succeeded how many ended well
 * @param failed how many ended in any other way
 * @param running how many have not ended
 */
public record DayCount(long succeeded, long failed, long running) {
    /** How many there were. */
    public long total() {
        return succeeded + failed + running;
    }

    static DayCount of(RunStatus status, long count) {
        return switch (status) {
            case SUCCEEDED -> new DayCount(count, 0, 0);
            case FAILED -> new DayCount(0, count, 0);
            case RUNNING -> new DayCount(0, 0, count);
        };
    }

    DayCount plus(DayCount other) {
        return new DayCount(succeeded + other.succeeded, failed + other.failed, running + other.running);
    }
}
