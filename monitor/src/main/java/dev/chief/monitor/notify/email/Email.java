package dev.chief.monitor.notify.email;

import dev.chief.monitor.notify.Channel;
import dev.chief.monitor.notify.ChannelKind;
import dev.chief.monitor.notify.Message;
import dev.chief.monitor.notify.Outcome;
import dev.chief.monitor.notify.Wording;
import dev.chief.monitor.settings.MonitorSettings.Mail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Channels that mail to people. */
public final class Email implements ChannelKind {
    static final String KIND = "email";

    private final Optional<Mailer> mailer;

    /**
     * @param mail what sends
     * @throws IllegalArgumentException if the address of the server or of the sender cannot be
     */
    public Email(Mail mail) {
        this.mailer = switch (mail) {
            case Mail.None _ -> Optional.empty();
            case Mail.Smtp smtp -> Optional.of(new SmtpMailer(smtp));
            case Mail.Resend resend -> Optional.of(new ResendMailer(resend));
        };
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Set<String> secrets() {
        return Set.of();
    }

    /** Whether there is anything that sends. */
    boolean isConfigured() {
        return mailer.isPresent();
    }

    @Override
    public Channel open(JsonNode settings) {
        return new Postman(mailer, EmailSettings.of(settings).recipients());
    }

    private record Postman(Optional<Mailer> mailer, List<String> recipients) implements Channel {
        @Override
        public Optional<String> obstacle() {
            if (mailer.isEmpty()) {
                return Optional.of(
                        "No email provider is configured: set MONITOR_SMTP_URL or MONITOR_RESEND_API_KEY.");
            }
            return recipients.isEmpty() ? Optional.of("No alert email recipients configured.")
                    : Optional.empty();
        }

        @Override
        public int receivers() {
            return recipients.size();
        }

        @Override
        public Outcome send(Message message) {
            Letter letter = new Letter(message.key(), Wording.subject(message.content()),
                    Wording.text(message.content()), message.at());
            return mailer.orElseThrow()
                    .with(letter, post -> delivered(post, new HashSet<>(message.told())));
        }

        private Outcome delivered(Function<String, Receipt> post, Set<String> told) {
            List<Receipt.Refused> refusals = new ArrayList<>();
            int code = 0;
            for (String recipient : recipients) {
                if (told.contains(recipient)) {
                    continue;
                }
                switch (post.apply(recipient)) {
                    case Receipt.Taken taken -> {
                        code = taken.code();
                        told.add(recipient);
                    }
                    case Receipt.Refused refused -> refusals.add(refused);
                }
                if (!refusals.isEmpty() && refusals.getLast().all()) {
                    break;
                }
            }
            return refusals.isEmpty() ? new Outcome.Sent(code == 0 ? Optional.empty() : Optional.of(code))
                    : failed(refusals, told);
        }

        private Outcome failed(List<Receipt.Refused> refusals, Set<String> told) {
            String reasons = refusals.stream()
                    .map(Receipt.Refused::reason)
                    .distinct()
                    .collect(Collectors.joining("; "));
            String reason = told.isEmpty() ? reasons
                    : told.size() + " of " + recipients.size() + " recipients have it; " + reasons;
            return new Outcome.Failed(reason, refusals.stream().allMatch(Receipt.Refused::permanent),
                    refusals.getLast().code(), told);
        }
    }
}
