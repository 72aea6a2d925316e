package dev.chief.monitor.notify.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;

/** Whom mail comes from. */
final class Sender {
    private Sender() {}

    /**
     * Reads a sender; one without a name is called Chief Monitor.
     *
     * @throws IllegalArgumentException if it is none
     */
    static InternetAddress of(String from) {
        String text = named(from);
        try {
            InternetAddress address = new InternetAddress(text, true);
            if (address.getAddress().indexOf('@') < 0) {
                throw new AddressException("without an @");
            }
            // As it was read a name would stand in the header without being encoded.
            address.setPersonal(address.getPersonal(), UTF_8.name());
            return address;
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException("The sender of mail, \"" + from.strip()
                    + "\", must be a mail address, with a name before it or without: Chief <chief@example.com>.",
                    e);
        }
    }

    /** The sender as it is written, with a name. */
    static String named(String from) {
        String text = from.strip();
        return text.contains("<") ? text : "Chief Monitor <" + text + ">";
    }

    /** What stands behind the at sign. */
    static String domain(InternetAddress sender) {
        return sender.getAddress().substring(sender.getAddress().lastIndexOf('@') + 1);
    }
}
