package dev.chief.monitor.web.page;

import java.util.Optional;

/**
 * A thing and what it is, as a line of a list.
 *
 * @param moment the instant that it is, instead of the text
 * @param href where it leads
 */
public record Fact(String label, String text, Optional<Moment> moment, Optional<String> href) {
    /** A text. */
    public static Fact of(String label, String text) {
        return new Fact(label, text, Optional.empty(), Optional.empty());
    }

    /** An instant. */
    public static Fact at(String label, Moment moment) {
        return new Fact(label, "", Optional.of(moment), Optional.empty());
    }

    /** A text that leads somewhere. */
    public static Fact link(String label, String text, String href) {
        return new Fact(label, text, Optional.empty(), Optional.of(href));
    }
}
