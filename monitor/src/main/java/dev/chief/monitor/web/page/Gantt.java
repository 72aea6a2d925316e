package dev.chief.monitor.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a run on one axis of time, with what its workers said, and beneath each step how long it took when the job last
 * succeeded. The rows are those of a table, so the picture is its own twin.
 *
 * @param label what it shows, in words
 * @param axis the times below, from the start of the run, evenly spread
 * @param steps in order
 * @param marks what workers said, where on the axis
 */
public record Gantt(String label, List<String> axis, List<Row> steps, List<Mark> marks) {
    /** The drawing's width, which the page stretches. */
    public static final int WIDTH = 1000;
    private static final int QUARTERS = 4;
    private static final int THINNEST = 4;

    public Gantt {
        axis = List.copyOf(axis);
        steps = List.copyOf(steps);
        marks = List.copyOf(marks);
    }

    /**
     * What is known of a step.
     *
     * @param ended none while it goes on
     * @param reference how long it took when the job last succeeded
     */
    public record Step(
        int index,
        String script,
        Badge badge,
        Optional<Instant> started,
        Optional<Instant> ended,
        Optional<Long> exitCode,
        Optional<String> error,
        String output,
        String errorOutput,
        Optional<Duration> reference
    ) {}

    /** A message on the axis. */
    public record Message(Instant at, Badge level, String text) {}

    /**
     * A row of the table.
     *
     * @param offset when it began, after the start of the run
     * @param length how long it took
     * @param exit what the exit code was, or why there is none
     * @param compared with the last success
     * @param x where its bar begins
     * @param width of its bar, 0 without one
     * @param referenceWidth of the bar of the last success, 0 without one
     */
    public record Row(
        int index,
        String script,
        Badge badge,
        String offset,
        String length,
        String exit,
        String compared,
        String output,
        String errorOutput,
        int x,
        int width,
        int referenceWidth
    ) {}

    /** A message's place. */
    public record Mark(int x, Tone tone, String title) {}

    /**
     * Draws a run.
     *
     * @param end of the run, or now while it goes on
     */
    public static Gantt of(Instant start, Instant end, List<Step> steps, List<Message> messages) {
        Instant last = latest(start.plusMillis(1), end, steps, messages);
        long span = Duration.between(start, last).toMillis();
        List<Row> rows = steps.stream().map(step -> row(step, start, last, span)).toList();
        List<Mark> marks = messages.stream()
                .map(message -> new Mark(place(message.at(), start, span), message.level().tone(),
                        offset(start, message.at()) + " " + message.text()))
                .toList();
        List<String> axis = new ArrayList<>();
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            axis.add(Words.duration(Duration.ofMillis(span * quarter / QUARTERS)));
        }
        return new Gantt(
                Words.count(steps.size(), "step") + " and " + Words.count(messages.size(), "message") + " in "
                        + Words.duration(Duration.ofMillis(span)),
                axis, rows, marks);
    }

    private static Row row(Step step, Instant start, Instant last, long span) {
        Optional<Duration> length = step.started()
                .map(began -> Duration.between(began, step.ended().orElse(last)));
        int x = step.started().map(began -> place(began, start, span)).orElse(0);
        return new Row(step.index(), step.script(), step.badge(),
                step.started().map(began -> offset(start, began)).orElse("–"),
                length.map(Words::duration).orElse("–"),
                exit(step),
                step.badge() == Badge.RUNNING ? step.reference().map(Words::duration).orElse("–")
                        : length.flatMap(took -> step.reference().map(was -> Words.duration(was)))
                                .orElse("–"),
                step.output(), step.errorOutput(), x,
                length.map(took -> Math.max(THINNEST, width(took, span))).orElse(0),
                step.started().isPresent()
                        ? step.reference()
                                .map(was -> Math.min(WIDTH - x, Math.max(THINNEST, width(was, span))))
                                .orElse(0)
                        : 0);
    }

    private static String exit(Step step) {
        return step.error()
                .filter(error -> !error.isBlank())
                .or(() -> step.exitCode().map(code -> Long.toString(code)))
                .orElse("–");
    }

    private static Instant latest(Instant least, Instant end, List<Step> steps, List<Message> messages) {
        Instant latest = end.isAfter(least) ? end : least;
        for (Step step : steps) {
            latest = step.ended().filter(latest::isBefore).orElse(latest);
        }
        for (Message message : messages) {
            latest = message.at().isAfter(latest) ? message.at() : latest;
        }
        return latest;
    }

    /** How long after the start of its run something happened. */
    static String offset(Instant start, Instant at) {
        return "+" + Words.duration(Duration.between(start, at));
    }

    private static int place(Instant at, Instant start, long span) {
        return Math.clamp(Duration.between(start, at).toMillis() * WIDTH / span, 0, WIDTH - THINNEST);
    }

    private static int width(Duration length, long span) {
        return Math.clamp(length.toMillis() * WIDTH / span, 0, WIDTH);
    }
}
