package dev.chief.monitor.notify.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chief.monitor.notify.HttpPost;
import dev.chief.monitor.notify.HttpPost.Answer;
import dev.chief.monitor.notify.Json;
import dev.chief.monitor.notify.Outcome;
import dev.chief.monitor.settings.MonitorSettings.Mail;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends by the HTTP API of Resend, one request a recipient. Resend itself drops a request that it has seen within a day. */
final class ResendMailer implements Mailer {
    private static final int CONFLICT = 409;
    /** Those that are about one recipient; all others are about the key, the sender or the service. */
    private static final Set<Integer> ONE_RECIPIENT = Set.of(400, CONFLICT, 422);

    private final URI address;
    private final String key;
    private final String from;

    /** @throws IllegalArgumentException if the sender's address is none */
    ResendMailer(Mail.Resend resend) {
        this.address = URI.create(resend.base() + "/emails");
        this.key = resend.apiKey().strip();
        Sender.of(resend.from());
        this.from = Sender.named(resend.from());
    }

    @Override
    public <T> T with(Letter letter, Function<Function<String, Receipt>, T> work) {
        return work.apply(recipient -> send(letter, recipient));
    }

    private Receipt send(Letter letter, String recipient) {
        ObjectNode body = Json.object();
        body.put("from", from);
        body.putArray("to").add(recipient);
        body.put("subject", letter.subject());
        body.put("text", letter.text());
        UUID once = UUID.nameUUIDFromBytes((letter.key() + " " + recipient).getBytes(UTF_8));
        Answer answer = HttpPost.post(address,
                Map.of("Authorization", "Bearer " + key, "Idempotency-Key", once.toString()),
                body.toString());
        Outcome outcome = HttpPost.outcome(address, answer);
        return switch (outcome) {
            case Outcome.Sent sent -> new Receipt.Taken(sent.code().orElseThrow());
            case Outcome.Failed failed -> {
                int code = failed.code().orElse(0);
                // A conflict says that another request with this key is under way, or was answered otherwise.
                boolean permanent = failed.permanent() && code != CONFLICT;
                yield new Receipt.Refused(complaint(answer).orElse(failed.reason()), failed.code(), permanent,
                        !ONE_RECIPIENT.contains(code));
            }
        };
    }

    /** What Resend says of a request that it refuses. */
    private static Optional<String> complaint(Answer answer) {
        if (!(answer instanceof Answer.Status status) || status.text().isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode json = Json.read(status.text());
            return json.path("message")
                    .stringValueOpt()
                    .or(() -> json.path("error").path("message").stringValueOpt());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
