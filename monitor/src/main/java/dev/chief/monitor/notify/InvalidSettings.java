package dev.chief.monitor.notify;

import java.util.List;
import java.util.stream.Collectors;

/** What somebody asked for cannot be; all that is wrong with it, in words for people and without secrets. */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /**
     * What is wrong with a field.
     *
     * @param field its name, as {@code settings.url}
     * @param message the value and the rule
     */
    public record Problem(String field, String message) {}

    public InvalidSettings(List<Problem> problems) {
        super(problems.stream()
                .map(problem -> problem.field() + ": " + problem.message())
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** One for each thing that is wrong. */
    public List<Problem> problems() {
        return problems;
    }
}
