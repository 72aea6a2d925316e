package dev.chief.engine.config;

import java.time.Duration;

/**
 * A job's {@code monitor} section.
 *
 * @param enabled whether the job's events are sent, and its scripts told where the monitor is
 * @param check how the monitor judges the job
 */
public record JobMonitor(boolean enabled, Check check) {
    /**
     * How the monitor judges the job.
     *
     * @param enabled whether it does
     * @param grace how late a run may start, in whole seconds, zero or more
     * @param alertOnFailure whether a failed run raises an alert
     * @param alertOnMiss whether a late run raises an alert
     */
    public record Check(boolean enabled, Duration grace, boolean alertOnFailure, boolean alertOnMiss) {}
}
