package dev.chief.monitor.notify;

import dev.chief.monitor.notify.Message.Content;
import dev.chief.monitor.notify.Notice.Detail;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Alerts in the words of a message, for someone who was woken by it. */
public final class Wording {
    /** So many alerts of a summary are named. */
    public static final int NAMED = 200;
    private static final int LONGEST_SUBJECT = 200;
    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Wording() {}

    /** A subject: one line, whatever the names in it hold. */
    public static String subject(Content content) {
        return line("[ALERT] " + switch (content) {
            case Content.Alert alert -> alert.notice().type() + " " + alert.notice().about().name();
            case Content.Summary summary -> "SUMMARY " + summary.total() + " alerts";
            case Content.Test test -> "Test " + test.kind() + " alert";
        }, LONGEST_SUBJECT);
    }

    /** The whole message in plain text, its lines ended by a line feed. */
    public static String text(Content content) {
        return switch (content) {
            case Content.Alert alert -> alert(alert.notice());
            case Content.Summary summary -> summary(summary);
            case Content.Test test -> "This is a test alert "
                    + ("email".equals(test.kind()) ? "email" : "message")
                    + " from Chief Monitor.\n\nRequested by: "
                    + line(test.requestedBy(), LONGEST_SUBJECT) + "\nSent at: " + test.at()
                    + "\nEnabled alert types: "
                    + (test.alertTypes().isEmpty() ? "(none)" : String.join(", ", test.alertTypes()));
        };
    }

    /** An alert of a summary in a line. */
    public static String line(Notice notice) {
        return line(notice.type() + " " + notice.about().name() + ", " + time(notice.openedAt()),
                LONGEST_SUBJECT);
    }

    /** A time for people, to the second and with its zone. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** A text in one line, cut to a length: control characters and what else ends a line become blanks. */
    public static String line(String text, int longest) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(longest)
                .map(point -> switch (Character.getType(point)) {
                    case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE ->
                        ' ';
                    default -> point;
                })
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    /** What will happen, or is to be done, about an alert of a type. */
    public static Optional<String> next(String type) {
        return switch (type) {
            case "FAILURE" -> Optional.of(
                    "The alert closes with the job's next success. Until then further failures are not told.");
            case "MISSED" -> Optional.of(
                    "The alert closes as soon as the job is heard of. Until then further slots are not told.");
            case "OVERRUN" -> Optional.of("The alert closes when the run ends.");
            case "CHIEF_OFFLINE" ->
                Optional.of("The alert closes as soon as this Chief is heard of. Until then "
                        + "jobs of it that miss their slots are listed in this alert and not told one by one.");
            case "RECOVERY" -> Optional.of("Nothing is to be done.");
            default -> Optional.empty();
        };
    }

    private static String alert(Notice notice) {
        List<Detail> facts = new ArrayList<>();
        notice.about().jobName().ifPresent(job -> facts.add(new Detail("Job", job)));
        notice.about().instance().ifPresent(chief -> facts.add(new Detail("Chief", chief)));
        facts.add(new Detail("Alert", notice.type() + " (" + notice.severity() + ")"));
        facts.add(new Detail("Opened", time(notice.openedAt())));
        StringBuilder text = new StringBuilder(line(notice.title(), LONGEST_SUBJECT)).append(".\n\n");
        table(text, facts);
        if (!notice.details().isEmpty()) {
            text.append('\n');
            table(text, notice.details());
        }
        next(notice.type()).ifPresent(next -> text.append("\nWhat happens next: ").append(next).append('\n'));
        notice.link().ifPresent(link -> text.append('\n').append(link).append('\n'));
        return text.toString();
    }

    private static void table(StringBuilder text, List<Detail> rows) {
        int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0) + 2;
        for (Detail row : rows) {
            text.append(row.name()).append(':').append(" ".repeat(width - row.name().length() - 1));
            // Of a text of many lines the others begin below the first.
            text.append(String.join("\n" + " ".repeat(width), row.text().lines().toList())).append('\n');
        }
    }

    private static String summary(Content.Summary summary) {
        StringBuilder text = new StringBuilder().append(summary.total())
                .append(" alerts opened within a short time. This message tells of all of them.\n\n");
        List<Notice> named = summary.notices().stream().limit(NAMED).toList();
        named.forEach(notice -> text.append(line(notice)).append('\n'));
        if (summary.total() > named.size()) {
            text.append("and ")
                    .append(summary.total() - named.size())
                    .append(" more, which the monitor lists\n");
        }
        text.append("\nWhat happens next: each alert closes by itself when its job or Chief is well again. "
                + "Alerts are told one by one again when no more than ")
                .append(Burst.LIMIT)
                .append(" open within a minute.\n");
        named.stream()
                .flatMap(notice -> notice.link().stream())
                .findFirst()
                .ifPresent(link -> text.append("\nThe first of them: ").append(link).append('\n'));
        return text.toString();
    }
}
