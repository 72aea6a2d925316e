package dev.chief.monitor.notify.email;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** Whom mail comes from. */
final class Sender {
    private Sender() {}

    /**
     * Reads a sender; one without a name is called Chief Monitor.
     *
     * @throws IllegalArgumentException if it is none
     */
    static InternetAddress of(String from) {
        String text = from.strip();
        try {
            InternetAddress address = new InternetAddress(
                    text.contains("<") ? text : "Chief Monitor <" + text + ">", true);
            if (address.getAddress().indexOf('@') < 0) {
                throw new AddressException("without an @");
            }
            return address;
        } catch (AddressException e) {
            throw new IllegalArgumentException("The sender of mail, \"" + text
                    + "\", must be a mail address, with a name before it or without: Chief <chief@example.com>.",
                    e);
        }
    }

    /** What stands behind the at sign. */
    static String domain(InternetAddress sender) {
        return sender.getAddress().substring(sender.getAddress().lastIndexOf('@') + 1);
    }
}
