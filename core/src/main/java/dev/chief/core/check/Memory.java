package dev.chief.core.check;

import static java.util.Objects.requireNonNull;

import dev.chief.core.check.Check.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is kept of a check between entries: its situation, and two earlier ones from which its history can be applied again when
 * something is heard of late. Together they reach {@value #SPAN} to {@code 2 * SPAN} entries back; what is older than that when
 * it is heard of changes nothing any more.
 *
 * @param current after all entries
 * @param checkpoint an earlier one
 * @param older an even earlier one
 * @param sinceCheckpoint how many entries came after the checkpoint, not negative
 */
public record Memory(Situation current, Situation checkpoint, Situation older, int sinceCheckpoint) {
    /** Before anything was heard. */
    public static final Memory EMPTY = new Memory(Situation.EMPTY, Situation.EMPTY, Situation.EMPTY, 0);

    private static final int SPAN = 100;

    public Memory {
        requireNonNull(current);
        requireNonNull(checkpoint);
        requireNonNull(older);
    }

    /** Reads a history. */
    public interface Archive {
        /** All entries from an instant on, inclusive, or all; in any order, with those that are just being heard. */
        List<Entry> since(Optional<Instant> from);
    }

    /**
     * What follows from entries that were heard.
     *
     * @param memory what is to be kept now
     * @param alerts what became of alerts
     * @param again the situation from which the history was applied again, in which case the alerts are all that were open then or
     *        opened since; empty if the entries came in order
     */
    public record Heard(Memory memory, List<Alert> alerts, Optional<Situation> again) {
        public Heard {
            requireNonNull(memory);
            alerts = List.copyOf(alerts);
            requireNonNull(again);
        }
    }

    /**
     * Takes entries in, in whatever order they come, and passes over those that it has.
     *
     * @param archive asked only if one of them comes late
     */
    public Heard hear(String job, List<Entry> entries, Archive archive) {
        List<Entry> ordered = ordered(entries, older);
        List<Entry> fresh = ordered(entries, current);
        if (fresh.size() == ordered.size()) {
            Outcome outcome = Check.replay(job, current, fresh);
            return new Heard(kept(outcome.situation(), fresh.size()), outcome.alerts(), Optional.empty());
        }
        List<Entry> all = ordered(archive.since(older.last().map(Moment::at)), older);
        Outcome outcome = Check.replay(job, older, all);
        // One entry far ahead makes all after it late: what each of them costs must not grow with their number.
        Situation begin = before(job, older, all, 2 * SPAN);
        Situation middle = before(job, older, all, SPAN);
        return new Heard(new Memory(outcome.situation(), middle, begin, Math.min(SPAN, all.size())),
                outcome.alerts(), Optional.of(older));
    }

    /** With the past forgotten: nothing that comes late is taken in any more. */
    public Memory settled() {
        return new Memory(current, current, current, 0);
    }

    private Memory kept(Situation now, int entries) {
        return sinceCheckpoint + entries < SPAN
                ? new Memory(now, checkpoint, older, sinceCheckpoint + entries)
                : new Memory(now, now, checkpoint, 0);
    }

    /** The situation before the last of some entries. */
    private static Situation before(String job, Situation from, List<Entry> entries, int last) {
        return Check.replay(job, from, entries.subList(0, Math.max(0, entries.size() - last))).situation();
    }

    /** Those after a situation, in order, each once. */
    private static List<Entry> ordered(List<Entry> entries, Situation after) {
        TreeMap<Moment, Entry> ordered = new TreeMap<>();
        for (Entry entry : entries) {
            if (after.last().isEmpty() || entry.moment().isAfter(after.last().get())) {
                ordered.put(entry.moment(), entry);
            }
        }
        return List.copyOf(ordered.values());
    }
}
