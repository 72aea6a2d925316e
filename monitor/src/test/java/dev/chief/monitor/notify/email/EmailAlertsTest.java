package dev.chief.monitor.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.monitor.notify.Channels;
import dev.chief.monitor.notify.InvalidSettings;
import dev.chief.monitor.notify.Json;
import dev.chief.monitor.notify.Peer;
import dev.chief.monitor.notify.Samples;
import dev.chief.monitor.notify.TestReport;
import dev.chief.monitor.settings.MonitorSettings.Mail;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.Databases;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmailAlertsTest {
    @ParameterizedTest
    @EnumSource
    void inTheBeginningNobodyIsTold(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            assertThat(alerts(database, new Mail.None()).get())
                    .isEqualTo(new EmailAlerts.Document(List.of(), List.of("FAILURE", "MISSED"), false));
        }
    }

    @ParameterizedTest
    @EnumSource
    void recipientsAndTypesAreKeptOnceInTheirOrder(Databases kind) {
        try (Database database = Database.open(kind.fresh()); Peer peer = new Peer()) {
            EmailAlerts alerts = alerts(database, resend(peer));
            alerts.put(Json.read("""
                    {"recipients":[" OPS@Example.COM ","b@example.com","ops@example.com"],
                     "enabledAlertTypes":["MISSED","FAILURE","MISSED"]}"""));
            assertThat(alerts.get()).isEqualTo(new EmailAlerts.Document(
                    List.of("ops@example.com", "b@example.com"), List.of("MISSED", "FAILURE"), true));
            alerts.put(Json.read("{\"recipients\":[],\"enabledAlertTypes\":[]}"));
            assertThat(alerts.get()).isEqualTo(new EmailAlerts.Document(List.of(), List.of(), true));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeIsRefusedAndChangesNothing(Databases kind) {
        try (Database database = Database.open(kind.fresh())) {
            EmailAlerts alerts = alerts(database, new Mail.None());
            assertThatThrownBy(() -> alerts.put(Json.read("""
                    {"recipients":["ops","a@b\\r\\nBcc: c@d","a@example.com,b@example.com"],
                     "enabledAlertTypes":["failure"]}""")))
                    .isInstanceOfSatisfying(InvalidSettings.class, e -> assertThat(e.problems())
                            .extracting(InvalidSettings.Problem::field)
                            .containsExactly("recipients", "recipients", "recipients", "enabledAlertTypes"));
            assertThatThrownBy(() -> alerts.put(Json.read("{}"))).isInstanceOf(InvalidSettings.class)
                    .hasMessage(
                            "recipients: must be a list of texts; enabledAlertTypes: must be a list of texts");
            String many = String.join(",", Collections.nCopies(51, "\"a@example.com\""));
            assertThatThrownBy(() -> alerts.put(Json.read("{\"recipients\":[" + many
                    + "],\"enabledAlertTypes\":[]}"))).isInstanceOf(InvalidSettings.class)
                    .hasMessage("recipients: has 51 entries; at most 50 are allowed");
            assertThat(alerts.get().recipients()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTestMailSaysWhatIsMissingOrHowItWent(Databases kind) {
        try (Database database = Database.open(kind.fresh()); Peer peer = new Peer()) {
            assertThat(alerts(database, new Mail.None()).test("ops"))
                    .isInstanceOfSatisfying(TestReport.NotReady.class, report -> assertThat(report.message())
                            .startsWith("No email provider is configured"));
            EmailAlerts alerts = alerts(database, resend(peer));
            assertThat(alerts.test("ops"))
                    .isEqualTo(new TestReport.NotReady("No alert email recipients configured."));
            alerts.put(Json.read("""
                    {"recipients":["a@example.com","b@example.com"],"enabledAlertTypes":[]}"""));
            assertThat(alerts.test("ops")).isEqualTo(new TestReport.Done(2, 2, 0, "Test email sent."));
            assertThat(peer.requests().getFirst().body()).contains("[ALERT] Test email alert")
                    .contains(
                            "Requested by: ops\\nSent at: 2026-11-26T03:00:05Z\\nEnabled alert types: (none)");
            peer.answer(500, "{\"message\":\"out of order\"}");
            assertThat(alerts.test("ops")).isEqualTo(new TestReport.Done(2, 0, 2, "out of order"));
        }
    }

    private static Mail resend(Peer peer) {
        return new Mail.Resend("re_key", "monitor@example.com", peer.address(""));
    }

    private static EmailAlerts alerts(Database database, Mail mail) {
        Email email = new Email(mail);
        InstantSource clock = InstantSource.fixed(Samples.AT);
        return new EmailAlerts(database, new Channels(database, List.of(email), clock), email);
    }
}
