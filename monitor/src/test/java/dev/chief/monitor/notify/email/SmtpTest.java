package dev.chief.monitor.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.chief.monitor.notify.Channel;
import dev.chief.monitor.notify.Json;
import dev.chief.monitor.notify.Message;
import dev.chief.monitor.notify.Message.Content;
import dev.chief.monitor.notify.Outcome;
import dev.chief.monitor.notify.Samples;
import dev.chief.monitor.settings.MonitorSettings.Mail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SmtpTest {
    private final GreenMail server = new GreenMail(
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void everyRecipientGetsAMailOfItsOwn() throws MessagingException {
        assertThat(Samples.send(plain("ops@example.com", "dev@example.com"), Samples.failureOf("backup")))
                .isEqualTo(new Outcome.Sent(Optional.of(250)));
        assertThat(received("To")).containsExactlyInAnyOrder("ops@example.com", "dev@example.com");
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("[ALERT] FAILURE backup");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("Chief Monitor <chief@example.com>");
        assertThat(mail.getHeader("Date")).containsExactly("Thu, 26 Nov 2026 03:00:05 GMT");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(GreenMailUtil.getBody(mail)).contains("Job backup failed.")
                .contains("Seen:     exit code 2 after 3 s")
                .contains("https://monitor.example.com/alerts/17");
    }

    @Test
    void aSecondAttemptIsTheSameMailAndSparesWhoHasIt() {
        Channel channel = plain("ops@example.com", "dev@example.com");
        Samples.send(channel, Samples.failureOf("backup"));
        Samples.send(channel, new Message(Samples.KEY, Samples.failureOf("backup").content(), Samples.AT,
                Set.of("ops@example.com")));
        assertThat(received("To")).hasSize(3).filteredOn("dev@example.com"::equals).hasSize(2);
        assertThat(received("Message-ID")).containsOnly("<" + Samples.KEY + "@example.com>");
    }

    @Test
    void namesBeyondAsciiArriveAndForgeNoHeader() throws MessagingException {
        Samples.send(plain("ops@example.com"), Samples.failureOf("S\u0131cak\r\nBcc: all@example.com"));
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("[ALERT] FAILURE S\u0131cak  Bcc: all@example.com");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aSenderWithANameKeepsIt() {
        Samples.send(new Email(
                new Mail.Smtp(URI.create("smtp://127.0.0.1:" + port()), "N\u00f6bet <n@example.com>"))
                .open(settings("ops@example.com")), Samples.failureOf("backup"));
        assertThat(received("From")).containsExactly("=?UTF-8?Q?N=C3=B6bet?= <n@example.com>");
    }

    @Test
    void aPasswordWithSpecialCharactersSignsInOnThisMachine() {
        server.setUser("chief@example.com", "chief", "p@ss:w+rd/1");
        assertThat(
                Samples.send(channel("smtp://chief:p%40ss%3Aw+rd%2F1@127.0.0.1:" + port(), "ops@example.com"),
                        Samples.failureOf("backup")))
                .isInstanceOf(Outcome.Sent.class);
        assertThat(received("To")).containsExactly("ops@example.com");
    }

    @Test
    void aWrongPasswordIsForGoodAndIsNotRepeated() {
        server.setUser("chief@example.com", "chief", "right");
        Outcome outcome = Samples.send(
                channel("smtp://chief:wrongpassword@127.0.0.1:" + port(), "ops@example.com"),
                Samples.failureOf("backup"));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.permanent()).isTrue();
            assertThat(failed.code()).contains(535);
            assertThat(failed.reason()).startsWith("mail server 127.0.0.1: 535")
                    .doesNotContain("wrongpassword");
        });
    }

    @Test
    void aPasswordDoesNotCrossANetworkInTheClear() {
        server.setUser("chief@example.com", "chief", "right");
        // This machine as well, but not by a loopback address.
        Outcome outcome = Samples.send(channel("smtp://chief:right@0.0.0.0:" + port(), "ops@example.com"),
                Samples.failureOf("backup"));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.reason()).contains("STARTTLS is required"));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatNobodyVouchesForGetsNoMail() {
        GreenMail tls = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        tls.start();
        try {
            Outcome outcome = Samples.send(
                    channel("smtps://127.0.0.1:" + tls.getSmtps().getPort(), "ops@example.com"),
                    Samples.failureOf("backup"));
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class,
                    failed -> assertThat(failed.permanent()).isFalse());
            assertThat(tls.getReceivedMessages()).isEmpty();
        } finally {
            tls.stop();
        }
    }

    @Test
    void oneRecipientWhoIsRefusedKeepsNoOtherFromTheMail() {
        try (StubbornServer stubborn = new StubbornServer()) {
            stubborn.refuse("gone@example.com", "550 5.1.1 no such user");
            stubborn.refuse("full@example.com", "452 4.2.2 mailbox full");
            Channel channel = channel(stubborn.url(), "gone@example.com", "full@example.com",
                    "ops@example.com");
            assertThat(Samples.send(channel, Samples.failureOf("backup"))).isEqualTo(new Outcome.Failed(
                    "1 of 3 recipients have it; mail server 127.0.0.1: 550 5.1.1 no such user; "
                            + "mail server 127.0.0.1: 452 4.2.2 mailbox full",
                    false, Optional.of(452), Set.of("ops@example.com")));
            assertThat(stubborn.delivered()).containsExactly("ops@example.com");
        }
    }

    @Test
    void refusalsOfAllAreForGood() {
        try (StubbornServer stubborn = new StubbornServer()) {
            stubborn.refuse("gone@example.com", "550 5.1.1 no such user");
            assertThat(Samples.send(channel(stubborn.url(), "gone@example.com"), Samples.failureOf("backup")))
                    .isEqualTo(Outcome.permanent("mail server 127.0.0.1: 550 5.1.1 no such user",
                            Optional.of(550)));
        }
    }

    @Test
    void aServerThatFallsSilentCostsNoMoreThanTheLimitAndWhoHasItIsKnown() {
        try (StubbornServer stubborn = new StubbornServer()) {
            stubborn.fallSilentAt("slow@example.com");
            Channel channel = channel(stubborn.url(), "ops@example.com", "slow@example.com",
                    "dev@example.com");
            assertThat(Samples.send(channel, Samples.failureOf("backup"), Duration.ofSeconds(5)))
                    .isEqualTo(new Outcome.Failed(
                            "it took longer than 5 s", false, Optional.empty(), Set.of("ops@example.com")));
        }
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(Samples.send(channel("smtp://127.0.0.1:" + port, "ops@example.com"),
                Samples.failureOf("backup")))
                .isEqualTo(Outcome.passing("mail server 127.0.0.1: Connection refused", Optional.empty()));
    }

    @Test
    void aTestMailSaysWhoAskedForIt() {
        Samples.send(plain("ops@example.com"),
                Samples.message(new Content.Test("email", "admin@example.com", Samples.AT,
                        List.of("FAILURE", "MISSED"))));
        assertThat(received("Subject")).containsExactly("[ALERT] Test email alert");
        assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0]).lines()).containsExactly(
                "This is a test alert email from Chief Monitor.", "", "Requested by: admin@example.com",
                "Sent at: 2026-11-26T03:00:05Z", "Enabled alert types: FAILURE, MISSED");
    }

    @Test
    void anAddressThatCannotBeStopsTheStartWithoutItsPassword() {
        assertThatThrownBy(() -> new Email(new Mail.Smtp(URI.create("http://u:hunter2@host"), "a@b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be smtp://user:password@host:port")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> new Email(new Mail.Smtp(URI.create("smtp://host"), "nobody")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The sender of mail, \"nobody\", must be a mail address");
    }

    private int port() {
        return server.getSmtp().getPort();
    }

    private Channel plain(String... recipients) {
        return channel("smtp://127.0.0.1:" + port(), recipients);
    }

    private static Channel channel(String url, String... recipients) {
        return new Email(new Mail.Smtp(URI.create(url), "chief@example.com")).open(settings(recipients));
    }

    private static ObjectNode settings(String... recipients) {
        ObjectNode settings = Json.object();
        ArrayNode list = settings.putArray("recipients");
        Arrays.stream(recipients).forEach(list::add);
        return settings;
    }

    private List<String> received(String header) {
        return Arrays.stream(server.getReceivedMessages()).map(mail -> {
            try {
                return mail.getHeader(header, ",");
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }).toList();
    }
}
