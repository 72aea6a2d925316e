package dev.chief.engine.config;

import dev.chief.core.schedule.DstPolicy;
import dev.chief.core.schedule.DstPolicy.Gap;
import dev.chief.core.schedule.DstPolicy.Repeat;
import dev.chief.core.schedule.Recurrence;
import dev.chief.core.schedule.Schedule;
import dev.chief.core.schedule.Window;
import dev.chief.engine.config.Node.Mapping;
import dev.chief.engine.config.Node.Scalar;
import dev.chief.engine.config.Node.Sequence;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code jobs[].schedule}. */
final class ScheduleReader {
    private static final List<String> GAPS = List.of("skip", "after");
    private static final List<String> REPEATS = List.of("first", "last", "each");

    private final Reading reading;

    ScheduleReader(Reading reading) {
        this.reading = reading;
    }

    /** The schedule of a job; none if it has errors. */
    Optional<Schedule> read(Fields job, Settings settings, boolean enabled) {
        @Nullable
        Node node = job.get("schedule");
        if (node == null || job.isAbsent("schedule")) {
            job.missing("schedule", job.at("schedule"), "must be a mapping");
            return Optional.empty();
        }
        Optional<Fields> fields = Fields.of(node, job.place("schedule"), reading.problems(),
                Optional.of(
                        "its keys go below it, frequency first; a cron line goes there as frequency: custom"));
        return fields.isEmpty() ? Optional.empty() : schedule(fields.get(), settings, enabled);
    }

    private Optional<Schedule> schedule(Fields fields, Settings settings, boolean enabled) {
        int errors = reading.problems().errors();
        Optional<String> frequency = frequency(fields);
        checkKeys(fields, frequency);
        ZoneId zone = zone(fields, settings);
        Window window = window(fields, zone);
        List<LocalDate> exclusions = exclusions(fields);
        DstPolicy dst = dst(fields);
        Optional<Recurrence> recurrence = frequency.isEmpty()
                ? Optional.empty()
                : new RecurrenceReader(fields, reading.problems()).read(frequency.get());
        if (recurrence.isEmpty() || errors < reading.problems().errors()) {
            return Optional.empty();
        }
        Schedule schedule = Schedule.of(recurrence.get(), zone, window, exclusions, dst);
        new ScheduleWarnings(reading, fields, schedule).check(enabled);
        return Optional.of(schedule);
    }

    private static Optional<String> frequency(Fields fields) {
        if (fields.isAbsent("frequency")) {
            // Keys are checked only after this, so a misspelt one is looked for here.
            if (!fields.isMisspelt("frequency", Keys.SCHEDULE)) {
                fields.missing("frequency", fields.at("frequency"), "must be a non-empty string");
            }
            return Optional.empty();
        }
        return fields.word("frequency", Keys.FREQUENCIES);
    }

    private void checkKeys(Fields fields, Optional<String> frequency) {
        if (frequency.isEmpty()) {
            fields.allow(Keys.SCHEDULE);
            return;
        }
        List<String> keys = switch (frequency.get()) {
            case "daily" -> Keys.DAILY;
            case "weekly" -> Keys.WEEKLY;
            case "monthly" -> Keys.MONTHLY;
            case "yearly" -> Keys.YEARLY;
            case "interval" -> Keys.INTERVAL;
            default -> Keys.CUSTOM;
        };
        @Nullable
        Scalar time = fields.key("time");
        if (time != null && frequency.get().equals("interval")) {
            reading.problems()
                    .error(time, fields.place("time"), "Interval mode cannot include \"time\".",
                            "an interval runs all day; a time of day goes with frequency: daily");
            keys = with(keys, "time");
        }
        fields.allow(keys, " with frequency " + frequency.get());
    }

    private static List<String> with(List<String> keys, String more) {
        List<String> all = new ArrayList<>(keys);
        all.add(more);
        return all;
    }

    private ZoneId zone(Fields fields, Settings settings) {
        Optional<ZoneId> own = reading.zones().read(fields, "timezone");
        if (own.isPresent()) {
            return own.get();
        }
        Optional<ZoneId> inherited = settings.timing().zone();
        return inherited.isPresent() ? inherited.get() : reading.zones().system(fields);
    }

    private Window window(Fields fields, ZoneId zone) {
        Optional<OffsetDateTime> start = bound(fields, "start", zone);
        Optional<OffsetDateTime> end = bound(fields, "end", zone);
        if (start.isEmpty() && end.isEmpty()) {
            return Window.ALWAYS;
        }
        boolean backwards = start.isPresent() && end.isPresent()
                && start.get().toLocalDateTime().isAfter(end.get().toLocalDateTime());
        if (!backwards) {
            return new Window(start, end);
        }
        if (reading.zones().allKnown()) {
            fields.error("start", fields.place("start") + " must be <= " + fields.place("end") + ", got "
                    + Quoted.got(fields.get("start")) + " and " + Quoted.got(fields.get("end")) + ".",
                    Optional.empty());
        }
        return Window.ALWAYS;
    }

    private static Optional<OffsetDateTime> bound(Fields fields, String key, ZoneId zone) {
        if (!fields.has(key) || Node.isBroken(fields.get(key))) {
            return Optional.empty();
        }
        if (!(fields.get(key) instanceof Scalar scalar) || !scalar.isText()) {
            fields.wrong(key, "must be an ISO datetime string",
                    fields.isAbsent(key) ? Optional.of("leave the key out for no bound") : Optional.empty());
            return Optional.empty();
        }
        Optional<OffsetDateTime> bound = IsoTime.dateTime(scalar.text().strip(), zone);
        if (bound.isEmpty()) {
            fields.wrong(key, "must be ISO datetime", Optional.of("write it as in 2026-01-01T06:00:00"));
        }
        return bound;
    }

    private List<LocalDate> exclusions(Fields fields) {
        if (fields.isAbsent("exclude")) {
            return List.of();
        }
        Place place = fields.place("exclude");
        @Nullable
        Scalar holidays = fields.get("exclude") instanceof Mapping mapping ? mapping.key("holidays") : null;
        if (holidays != null) {
            reading.problems()
                    .error(holidays, place,
                            "named holidays are disabled; use explicit date exclusions in exclude: [YYYY-MM-DD].");
            return List.of();
        }
        if (!(fields.get("exclude") instanceof Sequence sequence)) {
            fields.wrong("exclude", "must be a list of YYYY-MM-DD dates");
            return List.of();
        }
        List<LocalDate> dates = new ArrayList<>(sequence.items().size());
        for (int i = 0; i < sequence.items().size(); i++) {
            exclusion(sequence.items().get(i), place.item(i), dates);
        }
        return dates;
    }

    private void exclusion(Node item, Place place, List<LocalDate> dates) {
        if (Node.isBroken(item)) {
            return;
        }
        if (!(item instanceof Scalar scalar) || !scalar.isText()) {
            reading.problems()
                    .error(item, place,
                            place + " must be YYYY-MM-DD string, got " + Quoted.got(item) + ".");
            return;
        }
        Optional<LocalDate> date = IsoTime.date(scalar.text());
        if (date.isPresent()) {
            dates.add(date.get());
        } else {
            reading.problems()
                    .error(item, place,
                            place + " must be YYYY-MM-DD, got " + Quoted.of(scalar.text()) + ".",
                            IsoTime.looksLikeDate(scalar.text())
                                    ? Optional.of("there is no such day")
                                    : Optional.empty());
        }
    }

    private static DstPolicy dst(Fields fields) {
        if (fields.isAbsent("dst")) {
            return DstPolicy.DEFAULT;
        }
        Fields dst = fields.section("dst");
        dst.allow(Keys.DST);
        Optional<String> gap = dst.word("gap", GAPS);
        Optional<String> repeat = dst.word("repeat", REPEATS);
        return new DstPolicy(
                gap.isEmpty() ? Gap.SKIP : Gap.valueOf(gap.get().toUpperCase(Locale.ROOT)),
                repeat.isEmpty() ? Repeat.FIRST : Repeat.valueOf(repeat.get().toUpperCase(Locale.ROOT)));
    }
}
