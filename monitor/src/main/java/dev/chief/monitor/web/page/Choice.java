package dev.chief.monitor.web.page;

import java.util.List;

/** One of the values that a form offers. */
public record Choice(String value, String label, boolean chosen) {
    /** Choices that are called what they are. */
    public static List<Choice> of(List<String> values, String chosen) {
        return values.stream().map(value -> new Choice(value, value, value.equals(chosen))).toList();
    }
}
