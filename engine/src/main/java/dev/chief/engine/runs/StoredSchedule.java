package dev.chief.engine.runs;

import java.time.Instant;
import java.util.Optional;

/**
 * By which schedule the slots of a job are taken.
 *
 * @param schedule in a form that only serves to be compared
 * @param since since when, if that is known; slots before it were of another schedule
 */
public record StoredSchedule(String schedule, Optional<Instant> since) {}
