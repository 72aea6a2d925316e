package dev.chief.engine.telemetry;

import java.time.Duration;

/**
 * Hears how the delivery of events goes, seldom enough to log every call: about an outage once when it begins and once when
 * it ends, of losses the first and then sums. Called on the sender's thread, one call at a time; what it throws is ignored.
 */
public interface Delivery {
    /** Nobody listens. */
    Delivery SILENT = new Delivery() {};

    /**
     * The monitor does not take events any more; they are kept.
     *
     * @param why a phrase without a full stop
     */
    default void failing(String why) {}

    /**
     * The monitor takes events again.
     *
     * @param outage how long it did not
     * @param failures how many attempts failed
     * @param events how many events have been delivered since it works
     */
    default void working(Duration outage, long failures, long events) {}

    /**
     * Events were refused, or lines of the spool were no events; both lie in files beside the spool now.
     *
     * @param refused how many events were refused since this was said last
     * @param unreadable how many lines were unreadable since this was said last
     * @param why what was said about the last refusal, a phrase without a full stop, or empty
     */
    default void setAside(long refused, long unreadable, String why) {}

    /**
     * Events are gone for good.
     *
     * @param count how many since this was said last
     * @param why a phrase without a full stop
     */
    default void lost(long count, String why) {}
}
