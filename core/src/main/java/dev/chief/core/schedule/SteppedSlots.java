package dev.chief.core.schedule;

/**
 * Slots at {@code anchor + k * step}, k at least 0, so that every process and every restart agrees on them (schedule
 * page, intervals that cron cannot express).
 *
 * @param anchor the first slot, a local second
 * @param step seconds between slots
 */
record SteppedSlots(long anchor, long step) implements LocalSlots {
    @Override
    public long from(long earliest, long latest) {
        long slot = earliest <= anchor ? anchor : anchor + Math.ceilDiv(earliest - anchor, step) * step;
        return slot <= latest ? slot : NONE;
    }
}
