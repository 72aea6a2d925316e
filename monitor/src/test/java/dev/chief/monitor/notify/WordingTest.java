package dev.chief.monitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.notify.Message.Content;
import dev.chief.monitor.notify.Notice.About;
import dev.chief.monitor.notify.Notice.Detail;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordingTest {
    @Test
    void anAlertSaysWhatWasExpectedWhatWasSeenAndWhatHappensNext() {
        assertThat(Wording.text(new Content.Alert(Samples.failure("backup")))).isEqualTo(
                """
                        Job backup failed.

                        Job:    backup
                        Alert:  FAILURE (ERROR)
                        Opened: 2026-11-26 03:00:00 UTC

                        Expected: exit code 0
                        Seen:     exit code 2 after 3 s

                        What happens next: The alert closes with the job's next success. Until then further failures are not told.

                        https://monitor.example.com/alerts/17
                        """);
    }

    @Test
    void aSummaryNamesItsAlertsAndCountsTheRest() {
        List<Notice> notices = Collections.nCopies(Wording.NAMED + 1, Samples.failure("backup"));
        String text = Wording.text(new Content.Summary(notices, 1500));
        assertThat(text).startsWith("1500 alerts opened within a short time.")
                .contains("\nFAILURE backup, 2026-11-26 03:00:00 UTC\n")
                .contains("\nand 1300 more, which the monitor lists\n")
                .endsWith("\nThe first of them: https://monitor.example.com/alerts/17\n");
    }

    @Test
    void everyTypeOfAlertSaysWhatHappensNext() {
        assertThat(AlertTypes.KNOWN).allSatisfy(type -> assertThat(Wording.next(type)).isPresent());
    }

    @Test
    void aSubjectIsOneLineWhateverAJobIsCalled() {
        assertThat(
                Wording.subject(new Content.Alert(Samples.failure("a\r\nBcc: all@example.com\u2028\u0085b"))))
                .isEqualTo("[ALERT] FAILURE a  Bcc: all@example.com  b");
        assertThat(Wording.subject(new Content.Alert(Samples.failure("x".repeat(1000))))).hasSize(200);
        assertThat(
                Wording.subject(new Content.Alert(Samples.notice("CHIEF_OFFLINE", About.chief("db1"), ""))))
                .isEqualTo("[ALERT] CHIEF_OFFLINE db1");
    }

    @Test
    void evidenceOfSeveralLinesStaysInItsColumn() {
        Notice notice = new Notice(1, "FAILURE", "ERROR", About.job("j"), "t", Instant.EPOCH,
                List.of(new Detail("Log", "one\ntwo"), new Detail("Nothing", "")), "{}", Optional.empty());
        assertThat(Wording.text(new Content.Alert(notice)))
                .contains("Log:     one\n         two\nNothing: \n");
    }

    @Test
    void aNoticeComesBackFromTheDatabaseAsItWas() {
        Notice notice = Samples.notice("MISSED", new About(Optional.of("j\u00f6b"), Optional.empty(),
                Optional.of(Instant.parse("2026-11-26T03:00:00.000001Z"))), "t");
        assertThat(Json.notice(Json.write(notice))).isEqualTo(notice);
    }
}
