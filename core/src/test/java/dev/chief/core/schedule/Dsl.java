package dev.chief.core.schedule;

import dev.chief.core.schedule.CronField.Kind;
import dev.chief.core.schedule.Recurrence.Custom;
import dev.chief.core.schedule.Recurrence.Daily;
import dev.chief.core.schedule.Recurrence.Interval;
import dev.chief.core.schedule.Recurrence.MonthlyByDay;
import dev.chief.core.schedule.Recurrence.MonthlyByOrdinal;
import dev.chief.core.schedule.Recurrence.Weekly;
import dev.chief.core.schedule.Recurrence.Yearly;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Builds schedules from mappings of the DSL, which the recorded cases hold as JSON. */
final class Dsl {
    private Dsl() {}

    static Schedule schedule(JsonNode mapping, String defaultZone) {
        ZoneId zone = ZoneId.of(mapping.path("timezone").asString(defaultZone));
        Window window = new Window(
                bound(mapping.get("start"), zone, false),
                bound(mapping.get("end"), zone, true));
        List<LocalDate> exclusions = new ArrayList<>();
        mapping.path("exclude").forEach(date -> exclusions.add(LocalDate.parse(date.asString())));
        return Schedule.of(recurrence(mapping), zone, window, exclusions, DstPolicy.DEFAULT);
    }

    private static Recurrence recurrence(JsonNode mapping) {
        String frequency = word(mapping, "frequency");
        return switch (frequency) {
            case "daily" -> new Daily(time(mapping), mapping.path("weekdays_only").asBoolean(false));
            case "weekly" -> new Weekly(weekdays(mapping.path("day")), time(mapping));
            case "monthly" -> monthly(mapping);
            case "yearly" -> new Yearly(Months.parse(mapping.path("month").asString()),
                    mapping.path("day_of_month").asInt(), time(mapping));
            case "interval" -> new Interval(Every.parse(mapping.path("every").asString()));
            case "custom" -> custom(mapping);
            default -> throw new IllegalArgumentException(frequency);
        };
    }

    private static Recurrence monthly(JsonNode mapping) {
        if (mapping.has("day_of_month")) {
            return new MonthlyByDay(mapping.path("day_of_month").asInt(), time(mapping));
        }
        int sunday0 = weekdays(mapping.path("day")).parts().getFirst().from();
        return new MonthlyByOrdinal(Ordinal.valueOf(word(mapping, "ordinal").toUpperCase(Locale.ROOT)),
                DayOfWeek.of(sunday0 == 0 ? 7 : sunday0), time(mapping));
    }

    private static Custom custom(JsonNode mapping) {
        return new Custom(field(mapping.get("minute"), Kind.MINUTE), field(mapping.get("hour"), Kind.HOUR),
                field(mapping.get("day_of_month"), Kind.DAY_OF_MONTH),
                field(mapping.get("month"), Kind.MONTH),
                field(mapping.get("day_of_week"), Kind.DAY_OF_WEEK));
    }

    private static CronField field(@Nullable JsonNode value, Kind kind) {
        return value == null ? CronField.any(kind) : CronField.parse(value.asString(), kind);
    }

    private static Weekdays weekdays(JsonNode day) {
        if (!day.isArray()) {
            return Weekdays.parse(day.asString());
        }
        return day.values().stream().map(Dsl::weekdays).reduce(Weekdays::and).orElseThrow();
    }

    private static LocalTime time(JsonNode mapping) {
        return LocalTime.parse(mapping.path("time").asString());
    }

    private static Optional<OffsetDateTime> bound(@Nullable JsonNode value, ZoneId zone, boolean end) {
        if (value == null) {
            return Optional.empty();
        }
        String text = value.asString().replace(' ', 'T');
        if (text.length() == 10) {
            text += "T00:00";
        }
        if (text.indexOf('+') > 0 || text.lastIndexOf('-') > 10) {
            return Optional.of(OffsetDateTime.parse(text));
        }
        LocalDateTime local = LocalDateTime.parse(text);
        return Optional.of(end ? Window.endAt(local, zone) : Window.startAt(local, zone));
    }

    private static String word(JsonNode mapping, String key) {
        return mapping.path(key).asString().strip().toLowerCase(Locale.ROOT);
    }
}
