package dev.chief.engine.telemetry;

import java.time.Duration;
import java.util.Set;

/** Brings a body to the monitor. For one thread, but for {@link #abort}. */
interface Transport extends AutoCloseable {
    /**
     * One attempt.
     *
     * @param body JSON in UTF-8
     * @param limit the longest that the attempt as a whole may take
     */
    Answer post(byte[] body, Duration limit);

    /** Ends the attempt that goes on, and lets no other begin. For any thread. */
    void abort();

    @Override
    void close();

    /** What came of an attempt. */
    sealed interface Answer {
        /**
         * The monitor has the batch.
         *
         * @param refused the indexes of events in it that it does not want
         */
        record Accepted(Set<Integer> refused) implements Answer {}

        /** The monitor does not want the batch as it is. */
        record Refused(String why) implements Answer {}

        /** Nothing is known of the batch but that it should be sent again later. */
        record Failed(String why) implements Answer {}
    }
}
