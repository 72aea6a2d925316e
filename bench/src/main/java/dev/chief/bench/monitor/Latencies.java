package dev.chief.bench.monitor;

import java.util.Arrays;

/** How long each of many things took. For one thread at a time. */
final class Latencies {
    private long[] nanos = new long[1 << 12];
    private int count;

    void add(long one) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = one;
    }

    Latencies addAll(Latencies others) {
        for (int i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
        return this;
    }

    int count() {
        return count;
    }

    /** That below which a share of them are, in milliseconds; 1 is the longest of all. */
    double millis(double share) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (count * share))] / 1e6;
    }
}
