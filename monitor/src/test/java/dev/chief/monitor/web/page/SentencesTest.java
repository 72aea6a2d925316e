package dev.chief.monitor.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T11:03:00Z");
    private static final Clock CLOCK = new Clock(NOW, ZoneId.of("America/New_York"));

    @Test
    void theVerdictCountsWhatNeedsAttention() {
        assertThat(Sentences.verdict(48, 2, List.of())).isEqualTo("2 of 48 jobs need attention.");
        assertThat(Sentences.verdict(48, 1, List.of())).isEqualTo("1 of 48 jobs needs attention.");
        assertThat(Sentences.verdict(48, 0, List.of())).isEqualTo("All 48 jobs are fine.");
        assertThat(Sentences.verdict(1, 0, List.of())).isEqualTo("The one job is fine.");
        assertThat(Sentences.verdict(1, 1, List.of())).isEqualTo("The one job needs attention.");
        assertThat(Sentences.verdict(0, 0, List.of())).isEqualTo("No job has reported yet.");
    }

    @Test
    void theVerdictBeginsWithChiefsThatAreOffline() {
        assertThat(Sentences.verdict(48, 0, List.of("web-1")))
                .isEqualTo("Chief on web-1 is offline. All 48 jobs are fine.");
        assertThat(Sentences.verdict(48, 4, List.of("web-1", "web-2")))
                .isEqualTo("2 Chiefs are offline. 4 of 48 jobs need attention.");
    }

    @Test
    void aLateJobSaysWhatWasExpectedAndWhenItAlerts() {
        assertThat(sentence(job(Badge.LATE, -3).slot()))
                .isEqualTo("expected 06:00 America/New_York, 3 min ago; alerts at 06:05");
        assertThat(sentence(job(Badge.LATE, -3).withoutAlerts()))
                .isEqualTo("expected 06:00 America/New_York, 3 min ago; down at 06:05, without an alert");
    }

    @Test
    void aJobThatIsDownSaysWhenItAlerted() {
        assertThat(sentence(job(Badge.DOWN, -63).slot()))
                .isEqualTo("expected 05:00 America/New_York, 1 h ago and not started; alerted at 05:05");
    }

    @Test
    void aJobThatIsDownDoesNotMistakeItsNextSlotForTheOneThatItMissed() {
        assertThat(sentence(job(Badge.DOWN, 60).slot()))
                .isEqualTo("a slot came and no run has started since, last success 2 d ago;"
                        + " next expected 07:03 America/New_York, in 1 h");
    }

    @Test
    void aFailingJobSaysSinceWhenAndWhatIsNext() {
        assertThat(sentence(job(Badge.FAILING, 60).failures(3)))
                .isEqualTo("the last 3 runs failed, the latest 12 min ago; last success 2 d ago;"
                        + " next try 07:03 America/New_York, in 1 h");
        assertThat(sentence(job(Badge.FAILING, 60).failures(1)))
                .startsWith("the last run failed 12 min ago; last success 2 d ago;");
    }

    @Test
    void aRunningJobSaysHowLongItMay() {
        assertThat(sentence(job(Badge.RUNNING, 60).running()))
                .isEqualTo(
                        "for 4 min; alerts at 06:59 if it has not ended; next 07:03 America/New_York, in 1 h");
        assertThat(sentence(job(Badge.OVERRUN, 60).running()))
                .isEqualTo("running for 4 min, longer than the 1 h that its scripts may take");
    }

    @Test
    void aJobThatIsUpSaysWhatIsNext() {
        assertThat(sentence(job(Badge.UP, 60).slot()))
                .isEqualTo("last success 2 d ago; next 07:03 America/New_York, in 1 h");
        assertThat(sentence(job(Badge.UP, 60).unplanned()))
                .isEqualTo("last success 2 d ago; no further run is planned");
    }

    @Test
    void runsAreComparedWithTheLastSuccess() {
        assertThat(Sentences.comparison(Duration.ofSeconds(661), Duration.ofSeconds(482)))
                .isEqualTo("2 min 59 s longer than the last success (8 min 2 s)");
        assertThat(Sentences.comparison(Duration.ofSeconds(60), Duration.ofSeconds(120)))
                .isEqualTo("1 min shorter than the last success (2 min)");
        assertThat(Sentences.comparison(Duration.ofSeconds(101), Duration.ofSeconds(100)))
                .isEqualTo("about as long as the last success (1 min 40 s)");
    }

    private static String sentence(JobFacts job) {
        return Sentences.job(job, CLOCK);
    }

    private static Job job(Badge badge, long minutesToSlot) {
        return new Job(badge, minutesToSlot);
    }

    /** A job with five minutes of grace that may run for an hour. */
    private record Job(Badge badge, long minutesToSlot) {
        JobFacts slot() {
            return facts(true, true, false, 0);
        }

        JobFacts withoutAlerts() {
            return facts(true, false, false, 0);
        }

        JobFacts unplanned() {
            return facts(false, true, false, 0);
        }

        JobFacts running() {
            return facts(true, true, true, 0);
        }

        JobFacts failures(long failures) {
            return facts(true, true, false, failures);
        }

        private JobFacts facts(boolean planned, boolean alerts, boolean running, long failures) {
            return new JobFacts(badge, Optional.of(ZoneId.of("America/New_York")),
                    Optional.of(NOW.plus(Duration.ofMinutes(minutesToSlot))).filter(_ -> planned),
                    Duration.ofMinutes(5), alerts,
                    Optional.of(NOW.minus(Duration.ofMinutes(4))).filter(_ -> running),
                    Optional.of(Duration.ofHours(1)), Optional.of(NOW.minus(Duration.ofHours(50))),
                    Optional.of(NOW.minus(Duration.ofMinutes(12))), failures);
        }
    }
}
