package dev.chief.monitor.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrawingsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T14:32:10Z");
    private static final Clock CLOCK = new Clock(NOW, ZoneOffset.UTC);

    @Test
    void barsEndOnTheRightWithTheLatestRun() {
        RunBars bars = RunBars.of(List.of(run(Badge.SUCCEEDED, 10), run(Badge.FAILED, 20)));
        assertThat(bars.label()).isEqualTo("Last 2 runs: 1 failed");
        assertThat(bars.paths()).contains(new RunBars.Path(Tone.GOOD, "M140 24v-14h4v14z"),
                new RunBars.Path(Tone.BAD, "M145 24v-24h4v24z"));
    }

    @Test
    void whereThereIsNoRunYetABarIsAStroke() {
        RunBars bars = RunBars.of(Collections.nCopies(29, run(Badge.SUCCEEDED, 1)));
        assertThat(bars.paths()).contains(new RunBars.Path(Tone.QUIET, "M0 24v-1h4v1z"));
        assertThat(RunBars.of(Collections.nCopies(30, run(Badge.SUCCEEDED, 1))).paths()).hasSize(1);
    }

    @Test
    void onlyTheLatestThirtyRunsAreDrawn() {
        assertThat(RunBars.of(Collections.nCopies(50, run(Badge.SUCCEEDED, 1))).label())
                .isEqualTo("Last 30 runs: none failed");
        assertThat(RunBars.of(List.of()).label()).isEqualTo("No runs yet");
    }

    @Test
    void ninetyFiveOfAHundredRunsTakeNoLongerThanThePercentile() {
        List<Duration> lengths = LongStream.rangeClosed(1, 100).mapToObj(Duration::ofSeconds).toList();
        assertThat(Trend.percentile(lengths, 95)).isEqualTo(Duration.ofSeconds(95));
        assertThat(Trend.percentile(List.of(Duration.ofSeconds(7)), 95)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void theYearEndsTodayAndSaysWhatFailed() {
        LocalDate today = LocalDate.of(2026, 11, 26);
        Heatmap year = Heatmap.of(today,
                Map.of(today, new Heatmap.Day(4, 1), LocalDate.of(2026, 2, 3), new Heatmap.Day(2, 0)));
        assertThat(year.label()).isEqualTo("The last year by day: 6 runs, 1 failed");
        assertThat(year.days().getLast())
                .isEqualTo(new Heatmap.Square(52 * 11, 14 + 3 * 11, "day-mixed",
                        "26 Nov 2026: 4 runs, 1 failed"));
        assertThat(year.table()).containsExactly(new Heatmap.Month("November 2026", 4, 1, 1),
                new Heatmap.Month("February 2026", 2, 0, 0));
    }

    @Test
    void theRibbonBeginsWithThePresentHourAndEndsADayLater() {
        Viewer viewer = new Viewer(Optional.empty(), true, "", Viewer.Theme.SYSTEM, Viewer.ZoneChoice.JOB,
                Optional.empty());
        Ribbon ribbon = Ribbon.of(List.of(expected("late", "2026-11-26T14:10:00Z"),
                expected("soon", "2026-11-26T15:00:00Z"),
                expected("tomorrow", "2026-11-27T14:00:00Z"), expected("long ago", "2026-11-26T13:59:59Z")),
                CLOCK, viewer);
        assertThat(ribbon.next()).extracting(Ribbon.Slot::job).containsExactly("late", "soon");
        assertThat(ribbon.next().getLast().at().clock()).isEqualTo("10:00:00");
        assertThat(ribbon.now()).isEqualTo(32);
        assertThat(ribbon.columns()).extracting(Ribbon.Column::x).containsExactly(0, 60);
        assertThat(ribbon.hours()).startsWith("14:00", "18:00");
    }

    @Test
    void eventsAreCountedByTheMinute() {
        Activity activity = Activity.of(Map.of(Instant.parse("2026-11-26T14:32:00Z"), 7L,
                Instant.parse("2026-11-26T13:33:00Z"), 2L, Instant.parse("2026-11-26T13:32:00Z"), 100L),
                CLOCK);
        assertThat(activity.label()).isEqualTo("9 events in the last hour, at most 7 a minute");
        assertThat(activity.table()).hasSize(6);
        assertThat(activity.table().getFirst().events()).isEqualTo(7);
        assertThat(activity.table().getLast().events()).isEqualTo(2);
    }

    @Test
    void stepsAndMessagesShareTheAxisOfTheRun() {
        Instant start = NOW.minusSeconds(100);
        Gantt gantt = Gantt.of(start, NOW,
                List.of(step(1, start, Optional.of(start.plusSeconds(50)),
                        Optional.of(Duration.ofSeconds(25))),
                        step(2, start.plusSeconds(50), Optional.empty(), Optional.empty())),
                List.of(new Gantt.Message(start.plusSeconds(75), Badge.WARN, "slow")));
        assertThat(gantt.steps().getFirst().width()).isEqualTo(500);
        assertThat(gantt.steps().getFirst().referenceWidth()).isEqualTo(250);
        assertThat(gantt.steps().getLast().x()).isEqualTo(500);
        assertThat(gantt.steps().getLast().width()).isEqualTo(500);
        assertThat(gantt.marks()).containsExactly(new Gantt.Mark(750, Tone.WARN, "+1 min 15 s slow"));
        assertThat(gantt.axis()).containsExactly("0 ms", "25 s", "50 s", "1 min 15 s");
    }

    private static RunBars.Run run(Badge badge, long seconds) {
        return new RunBars.Run(badge, Duration.ofSeconds(seconds));
    }

    private static Ribbon.Expected expected(String job, String at) {
        return new Ribbon.Expected(job, Badge.UP, Instant.parse(at),
                Optional.of(ZoneId.of("America/New_York")));
    }

    private static Gantt.Step step(
        int index,
        Instant start,
        Optional<Instant> end,
        Optional<Duration> reference
    ) {
        return new Gantt.Step(index, "a.py", Badge.SUCCEEDED, Optional.of(start), end, Optional.of(0L),
                Optional.empty(), "",
                "", reference);
    }
}
