package dev.chief.monitor.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the header of a job speaks of.
 *
 * @param badge its state
 * @param zone the job's own; none when its Chief has not declared it
 * @param expected the next slot, or the one that nothing has answered
 * @param grace how long after its slot a job may start
 * @param alertsOnMiss whether a missed slot raises an alert
 * @param running when the run that goes on began
 * @param longest how long a run may take; none when any length is fine
 * @param lastSuccess when a run last succeeded
 * @param lastFailure when a run last failed
 * @param failures how many runs have failed since the last success
 */
public record JobFacts(
    Badge badge,
    Optional<ZoneId> zone,
    Optional<Instant> expected,
    Duration grace,
    boolean alertsOnMiss,
    Optional<Instant> running,
    Optional<Duration> longest,
    Optional<Instant> lastSuccess,
    Optional<Instant> lastFailure,
    long failures
) {}
