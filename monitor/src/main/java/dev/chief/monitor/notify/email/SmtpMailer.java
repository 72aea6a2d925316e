package dev.chief.monitor.notify.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chief.monitor.notify.Wording;
import dev.chief.monitor.settings.MonitorSettings.Mail;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.URLDecoder;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Sends by SMTP, all recipients of a letter over one connection, each by a message of its own. */
final class SmtpMailer implements Mailer {
    private static final int SUBMISSION_PORT = 587;
    private static final int SUBMISSIONS_PORT = 465;
    private static final int OK = 250;
    private static final int LONGEST_REASON = 300;
    private static final int PERMANENT = 500;

    private final Properties properties;
    private final String host;
    private final int port;
    private final Optional<String> user;
    private final Optional<String> password;
    private final InternetAddress from;

    SmtpMailer(Mail.Smtp smtp) {
        URI url = smtp.url();
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!Set.of("smtp", "smtps").contains(scheme) || url.getHost() == null) {
            // Not the address, which may hold a password.
            throw new IllegalArgumentException(
                    "The address of the mail server must be smtp://user:password@host:port, or smtps: with TLS from the beginning.");
        }
        this.host = url.getHost();
        this.port = url.getPort() >= 0 ? url.getPort()
                : scheme.equals("smtps") ? SUBMISSIONS_PORT : SUBMISSION_PORT;
        String[] parts = Optional.ofNullable(url.getRawUserInfo()).orElse("").split(":", 2);
        this.user = Optional.of(decoded(parts[0])).filter(name -> !name.isEmpty());
        this.password = parts.length == 2 ? Optional.of(decoded(parts[1])) : Optional.empty();
        this.from = Sender.of(smtp.from());
        this.properties = properties(scheme.equals("smtps"));
    }

    private Properties properties(boolean tls) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", "10000");
        properties.setProperty("mail.smtp.timeout", "20000");
        properties.setProperty("mail.smtp.writetimeout", "20000");
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(!tls));
        // A password does not cross a network in the clear, whatever the server says that it offers.
        properties.setProperty("mail.smtp.starttls.required",
                String.valueOf(!tls && password.isPresent() && !isLoopback()));
        properties.setProperty("mail.smtp.auth", String.valueOf(user.isPresent()));
        properties.setProperty("mail.smtp.from", from.getAddress());
        // What was taken was taken, also when the server does not say goodbye.
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }

    private boolean isLoopback() {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    @Override
    public <T> T with(Letter letter, Function<Function<String, Receipt>, T> work) {
        // Not before something is sent: what a session looks for in the jars would delay the start.
        Session session = Session.getInstance(properties);
        Transport transport;
        try {
            transport = session.getTransport("smtp");
            transport.connect(host, port, user.orElse(null), password.orElse(null));
        } catch (MessagingException e) {
            Receipt refused = refused(e, true);
            return work.apply(_ -> refused);
        }
        try {
            return work.apply(recipient -> send(session, transport, letter, recipient));
        } finally {
            close(transport);
        }
    }

    private Receipt send(Session session, Transport transport, Letter letter, String recipient) {
        try {
            InternetAddress to = new InternetAddress(recipient);
            MimeMessage message = new IdentifiedMessage(session,
                    "<" + letter.key() + "@" + Sender.domain(from) + ">");
            message.setFrom(from);
            message.setRecipient(MimeMessage.RecipientType.TO, to);
            message.setSubject(letter.subject(), UTF_8.name());
            message.setHeader("Date",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(letter.at().atOffset(ZoneOffset.UTC)));
            // So that no out-of-office note answers.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setText(letter.text(), UTF_8.name());
            message.saveChanges();
            transport.sendMessage(message, new InternetAddress[]{to});
            return new Receipt.Taken(OK);
        } catch (MessagingException e) {
            return refused(e, !transport.isConnected());
        }
    }

    /** A message whose identity is the same in every attempt, so that a mailbox may know it again. */
    private static final class IdentifiedMessage extends MimeMessage {
        private final String identity;

        IdentifiedMessage(Session session, String identity) {
            super(session);
            this.identity = identity;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", identity);
        }
    }

    private Receipt.Refused refused(MessagingException failure, boolean all) {
        Optional<Integer> code = Optional.empty();
        Exception deepest = failure;
        for (Exception cause = failure; cause != null;) {
            OptionalInt said = code(cause);
            if (said.isPresent()) {
                code = Optional.of(said.getAsInt());
            }
            deepest = cause;
            cause = cause instanceof MessagingException messaging ? messaging.getNextException() : null;
        }
        String words = Wording.line(String.valueOf(deepest.getMessage()), LONGEST_REASON);
        boolean permanent = code.filter(number -> number >= PERMANENT).isPresent();
        return new Receipt.Refused("mail server " + host + ": " + words, code, permanent, all);
    }

    private static OptionalInt code(Exception cause) {
        return switch (cause) {
            case SMTPAddressFailedException address -> OptionalInt.of(address.getReturnCode());
            case SMTPSenderFailedException sender -> OptionalInt.of(sender.getReturnCode());
            case SMTPSendFailedException send -> OptionalInt.of(send.getReturnCode());
            case AuthenticationFailedException refused -> number(String.valueOf(refused.getMessage()));
            default -> OptionalInt.empty();
        };
    }

    /** The number with which an answer of an SMTP server begins. */
    private static OptionalInt number(String answer) {
        return answer.length() >= 3
                && answer.substring(0, 3).chars().allMatch(digit -> digit >= '0' && digit <= '9')
                        ? OptionalInt.of(Integer.parseInt(answer.substring(0, 3)))
                        : OptionalInt.empty();
    }

    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // Every letter has its receipt already.
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    }
}
