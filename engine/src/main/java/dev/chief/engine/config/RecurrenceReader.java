package dev.chief.engine.config;

import dev.chief.core.schedule.CronField;
import dev.chief.core.schedule.CronField.Kind;
import dev.chief.core.schedule.Every;
import dev.chief.core.schedule.Months;
import dev.chief.core.schedule.Ordinal;
import dev.chief.core.schedule.Recurrence;
import dev.chief.core.schedule.ScheduleSyntaxException;
import dev.chief.core.schedule.Weekdays;
import dev.chief.engine.config.Node.Scalar;
import dev.chief.engine.config.Node.Sequence;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a schedule that belong to its frequency. Each answer is none if a field has been reported. */
final class RecurrenceReader {
    private static final List<String> ORDINALS = List.of("first", "fourth", "last", "second", "third");

    private final Fields fields;
    private final Problems problems;

    RecurrenceReader(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    Optional<Recurrence> read(String frequency) {
        return switch (frequency) {
            case "daily" -> daily();
            case "weekly" -> weekly();
            case "monthly" -> monthly();
            case "yearly" -> yearly();
            case "interval" -> interval();
            default -> custom();
        };
    }

    private Optional<Recurrence> daily() {
        boolean weekdaysOnly = fields.flag("weekdays_only", false);
        Optional<LocalTime> time = time();
        return time.isEmpty() ? Optional.empty()
                : Optional.of(new Recurrence.Daily(time.get(), weekdaysOnly));
    }

    private Optional<Recurrence> weekly() {
        Optional<LocalTime> time = time();
        Optional<Weekdays> days = weekdays();
        return time.isEmpty() || days.isEmpty()
                ? Optional.empty()
                : Optional.of(new Recurrence.Weekly(days.get(), time.get()));
    }

    private Optional<Recurrence> monthly() {
        Optional<LocalTime> time = time();
        boolean byDay = fields.has("day_of_month");
        if (byDay && (fields.has("ordinal") || fields.has("day"))) {
            problems.error(fields.at("day_of_month"), fields.place(), "\"" + fields.place()
                    + "\" monthly schedule cannot mix \"day_of_month\" with \"ordinal/day\".",
                    "keep one of the two");
            return Optional.empty();
        }
        if (byDay) {
            Optional<Integer> day = dayOfMonth();
            return time.isEmpty() || day.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Recurrence.MonthlyByDay(day.get(), time.get()));
        }
        if (!fields.has("ordinal") || !fields.has("day")) {
            problems.error(atFrequency(), fields.place(),
                    "\"monthly\" requires either \"day_of_month\" or \"ordinal + day\".");
            return Optional.empty();
        }
        Optional<Ordinal> ordinal = ordinal();
        Optional<Weekdays> days = weekdays();
        if (days.isPresent() && !days.get().isSingleDay()) {
            fields.wrong("day", "must be a single weekday for this frequency");
            return Optional.empty();
        }
        if (time.isEmpty() || ordinal.isEmpty() || days.isEmpty()) {
            return Optional.empty();
        }
        int day = days.get().parts().getFirst().from();
        return Optional.of(new Recurrence.MonthlyByOrdinal(ordinal.get(), DayOfWeek.of(day == 0 ? 7 : day),
                time.get()));
    }

    private Optional<Recurrence> yearly() {
        Optional<Month> month = month();
        Optional<Integer> day = dayOfMonth();
        Optional<LocalTime> time = time();
        return month.isEmpty() || day.isEmpty() || time.isEmpty()
                ? Optional.empty()
                : Optional.of(new Recurrence.Yearly(month.get(), day.get(), time.get()));
    }

    private Optional<Recurrence> interval() {
        if (fields.isAbsent("every")) {
            fields.missing("every", atFrequency(), "must be interval string like 5m, 2h, 1d");
            return Optional.empty();
        }
        if (!(fields.get("every") instanceof Scalar scalar) || !scalar.isTextOrInteger()) {
            fields.wrong("every", "must be interval string like 5m, 2h, 1d");
            return Optional.empty();
        }
        try {
            return Optional.of(new Recurrence.Interval(Every.parse(scalar.text())));
        } catch (ScheduleSyntaxException problem) {
            fields.error("every", problem.messageAt(fields.place("every").toString()), Optional.empty());
            return Optional.empty();
        }
    }

    private Optional<Recurrence> custom() {
        boolean any = false;
        for (String key : Keys.CRON_FIELDS) {
            any |= fields.has(key);
        }
        if (!any) {
            problems.error(atFrequency(), fields.place(),
                    "\"custom\" requires at least one of " + Keys.CRON_FIELDS + ".");
            return Optional.empty();
        }
        Optional<CronField> minute = cronField("minute", Kind.MINUTE);
        Optional<CronField> hour = cronField("hour", Kind.HOUR);
        Optional<CronField> dayOfMonth = cronField("day_of_month", Kind.DAY_OF_MONTH);
        Optional<CronField> month = cronField("month", Kind.MONTH);
        Optional<CronField> dayOfWeek = cronField("day_of_week", Kind.DAY_OF_WEEK);
        boolean complete = minute.isPresent() && hour.isPresent() && dayOfMonth.isPresent()
                && month.isPresent()
                && dayOfWeek.isPresent();
        return complete
                ? Optional.of(new Recurrence.Custom(minute.get(), hour.get(), dayOfMonth.get(), month.get(),
                        dayOfWeek.get()))
                : Optional.empty();
    }

    /** Where a field is shown that is missing because of the frequency. */
    private Node atFrequency() {
        @Nullable
        Scalar key = fields.key("frequency");
        return key == null ? fields.at() : key;
    }

    private Optional<LocalTime> time() {
        if (fields.isAbsent("time")) {
            fields.missing("time", fields.has("time") ? fields.at("time") : atFrequency(),
                    "must be HH:MM string");
            return Optional.empty();
        }
        if (!(fields.get("time") instanceof Scalar scalar) || !scalar.isText()) {
            fields.wrong("time", "must be HH:MM string", Optional.of("write it as in \"06:00\""));
            return Optional.empty();
        }
        Optional<LocalTime> time = IsoTime.hourAndMinute(scalar.text());
        if (time.isEmpty()) {
            boolean oneDigit = IsoTime.hourAndMinute("0" + scalar.text()).isPresent();
            fields.wrong("time", "must be HH:MM (24-hour)", oneDigit
                    ? Optional.of("did you mean \"0" + scalar.text() + "\"?")
                    : Optional.empty());
        }
        return time;
    }

    private Optional<Weekdays> weekdays() {
        @Nullable
        Node day = fields.get("day");
        if (day == null || fields.isAbsent("day")) {
            fields.missing("day", day == null ? atFrequency() : fields.at("day"),
                    "must be weekday string or list");
            return Optional.empty();
        }
        List<Weekdays.Part> parts = new ArrayList<>();
        boolean good = weekdays(day, fields.place("day"), parts);
        return good ? Optional.of(new Weekdays(parts)) : Optional.empty();
    }

    /** Collects the days of a text, or of a list of texts and lists. */
    private boolean weekdays(Node node, Place place, List<Weekdays.Part> parts) {
        if (node instanceof Sequence sequence) {
            if (sequence.items().isEmpty()) {
                problems.error(node, place, place + " cannot be empty.");
                return false;
            }
            boolean good = true;
            for (int i = 0; i < sequence.items().size(); i++) {
                good &= weekdays(sequence.items().get(i), place.item(i), parts);
            }
            return good;
        }
        if (node instanceof Scalar scalar && scalar.isTextOrInteger()) {
            try {
                parts.addAll(Weekdays.parse(scalar.text()).parts());
                return true;
            } catch (ScheduleSyntaxException problem) {
                problems.error(node, place, problem.messageAt(place.toString()),
                        wordHint(scalar.text(), Weekdays.names()));
                return false;
            }
        }
        if (!Node.isBroken(node)) {
            problems.error(node, place,
                    place + " must be weekday string or list, got " + Quoted.got(node) + ".");
        }
        return false;
    }

    private Optional<Ordinal> ordinal() {
        if (fields.isAbsent("ordinal")) {
            fields.missing("ordinal", fields.at("ordinal"), "must be a non-empty string");
            return Optional.empty();
        }
        Optional<String> word = fields.word("ordinal", ORDINALS);
        return word.isEmpty() ? Optional.empty()
                : Optional.of(Ordinal.valueOf(word.get().toUpperCase(Locale.ROOT)));
    }

    private Optional<Integer> dayOfMonth() {
        if (fields.isAbsent("day_of_month")) {
            fields.missing("day_of_month",
                    fields.has("day_of_month") ? fields.at("day_of_month") : atFrequency(),
                    "must be an integer");
            return Optional.empty();
        }
        int errors = problems.errors();
        long day = fields.integer("day_of_month", 0L, Long.MIN_VALUE, Long.MAX_VALUE);
        if (errors < problems.errors()) {
            return Optional.empty();
        }
        if (day < 1 || day > 31) {
            fields.wrong("day_of_month", "must be between 1 and 31");
            return Optional.empty();
        }
        return Optional.of((int) day);
    }

    private Optional<Month> month() {
        if (fields.isAbsent("month")) {
            fields.missing("month", fields.has("month") ? fields.at("month") : atFrequency(),
                    "must be month name or number");
            return Optional.empty();
        }
        if (!(fields.get("month") instanceof Scalar scalar) || !scalar.isTextOrInteger()) {
            fields.wrong("month", "must be month name or number");
            return Optional.empty();
        }
        try {
            return Optional.of(Months.parse(scalar.text()));
        } catch (ScheduleSyntaxException problem) {
            fields.error("month", problem.messageAt(fields.place("month").toString()),
                    wordHint(scalar.text(), Months.names()));
            return Optional.empty();
        }
    }

    private Optional<CronField> cronField(String key, Kind kind) {
        if (!fields.has(key)) {
            return Optional.of(CronField.any(kind));
        }
        boolean isToken = fields.get(key) instanceof Scalar scalar
                && scalar.isTextOrInteger();
        if (!isToken || !(fields.get(key) instanceof Scalar token)) {
            if (!Node.isBroken(fields.get(key))) {
                fields.wrong(key, "must be string/int cron token",
                        Optional.of("\"*\" stands for every value"));
            }
            return Optional.empty();
        }
        try {
            return Optional.of(CronField.parse(token.text(), kind));
        } catch (ScheduleSyntaxException problem) {
            Optional<String> hint = switch (kind) {
                case MINUTE, HOUR, DAY_OF_MONTH -> Optional.empty();
                case MONTH -> wordHint(token.text(), Months.names());
                case DAY_OF_WEEK -> wordHint(token.text(), Weekdays.names());
            };
            fields.error(key, problem.messageAt(fields.place(key).toString()), hint);
            return Optional.empty();
        }
    }

    /** A hint for the first word of a text that is none of some names. */
    private static Optional<String> wordHint(String text, List<String> names) {
        int i = 0;
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && Character.isLetter(text.charAt(end))) {
                end++;
            }
            String word = text.substring(i, end).toLowerCase(Locale.ROOT);
            if (!word.isEmpty() && !names.contains(word)) {
                return NearestName.hint(word, names);
            }
            i = Math.max(end, i + 1);
        }
        return Optional.empty();
    }
}
