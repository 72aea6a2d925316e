package dev.chief.monitor.notify;

import dev.chief.monitor.notify.Message.Content;
import dev.chief.monitor.notify.Notice.About;
import dev.chief.monitor.notify.Notice.Detail;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Messages for tests of channels, and a way to send them within a limit. */
public final class Samples {
    public static final UUID KEY = UUID.fromString("0195a3f0-0000-4000-8000-00000000abcd");
    public static final Instant AT = Instant.parse("2026-11-26T03:00:05Z");

    private Samples() {}

    /** A job that failed. */
    public static Notice failure(String job) {
        return notice("FAILURE", About.job(job), "Job " + job + " failed");
    }

    /** An alert with two pieces of evidence. */
    public static Notice notice(String type, About about, String title) {
        return new Notice(17, type, "ERROR", about, title, Instant.parse("2026-11-26T03:00:00.123Z"),
                List.of(new Detail("Expected", "exit code 0"), new Detail("Seen", "exit code 2 after 3 s")),
                "{\"returnCode\":2}", Optional.of(URI.create("https://monitor.example.com/alerts/17")));
    }

    /** A message that tells something for the first time. */
    public static Message message(Content content) {
        return new Message(KEY, content, AT, Set.of());
    }

    /** A message that tells of a job that failed. */
    public static Message failureOf(String job) {
        return message(new Content.Alert(failure(job)));
    }

    /** Sends as the courier does. */
    public static Outcome send(Channel channel, Message message) {
        return send(channel, message, Courier.LIMIT);
    }

    /** The same within a time limit of the test's own. */
    public static Outcome send(Channel channel, Message message, Duration limit) {
        return new Sending(limit).attempt(channel, message);
    }
}
