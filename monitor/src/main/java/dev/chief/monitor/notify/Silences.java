package dev.chief.monitor.notify;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.Silence;
import dev.chief.monitor.store.SilenceTable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Silences and maintenance windows, for those who set them. For any thread. */
public final class Silences {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_JOB = 500;

    private final Database database;
    private final InstantSource clock;

    public Silences(Database database, InstantSource clock) {
        this.database = requireNonNull(database);
        this.clock = requireNonNull(clock);
    }

    /**
     * Adds a silence: {@code endsAt} (exclusive) and {@code reason}, and if it is not to begin now {@code startsAt}, and if it
     * is not for all {@code jobName}. Times are ISO instants.
     *
     * @throws InvalidSettings if it cannot be
     */
    public Silence add(JsonNode body, String createdBy) {
        Instant now = clock.instant();
        Fields fields = new Fields("", body, Set.of("jobName", "startsAt", "endsAt", "reason"));
        Optional<String> job = fields.find("jobName").map(_ -> fields.text("jobName", LONGEST_JOB));
        Instant starts = fields.find("startsAt").map(_ -> time(fields, "startsAt", now)).orElse(now);
        Instant ends = time(fields, "endsAt", now);
        String reason = fields.text("reason", LONGEST_REASON);
        fields.check();
        if (!ends.isAfter(now) || !ends.isAfter(starts)) {
            fields.problem("endsAt", ends + " must be after now and after startsAt, " + starts);
        } else if (Duration.between(starts, ends).compareTo(LONGEST) > 0) {
            fields.problem("endsAt",
                    ends + " is more than " + LONGEST.toDays() + " days after startsAt, " + starts);
        }
        fields.check();
        return database.write(handle -> SilenceTable.add(handle,
                new Silence(0, job, starts, ends, reason, createdBy, now)));
    }

    /** All, also those that are over, the one that was added last first. */
    public List<Silence> list(int limit, int offset) {
        return database.read(handle -> SilenceTable.list(handle, limit, offset));
    }

    /**
     * Ends a silence now; one that has not started never will.
     *
     * @return the silence as it is now, which may have been over before; empty if there is none
     */
    public Optional<Silence> end(long id) {
        Instant now = clock.instant();
        return database.write(handle -> {
            SilenceTable.end(handle, id, now);
            return SilenceTable.find(handle, id);
        });
    }

    private static Instant time(Fields fields, String name, Instant otherwise) {
        String text = fields.text(name, LONGEST_REASON);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fields.problem(name, "\"" + text + "\" is no ISO instant, as 2026-11-26T03:00:00Z");
            return otherwise;
        }
    }
}
