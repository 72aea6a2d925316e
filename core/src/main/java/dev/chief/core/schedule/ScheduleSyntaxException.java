package dev.chief.core.schedule;

/**
 * A piece of schedule text that breaks a rule of the schedule DSL. The message names the value and the rule; where the
 * text stood is known to the caller only, who supplies it through {@link #messageAt}.
 */
public final class ScheduleSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String before;
    private final String after;
    private final boolean namesPlace;

    private ScheduleSyntaxException(String before, String after, boolean namesPlace) {
        super(before + after, null, false, false);
        this.before = before;
        this.after = after;
        this.namesPlace = namesPlace;
    }

    /** A problem whose sentence is fixed and does not name the place. */
    static ScheduleSyntaxException fixed(String sentence) {
        return new ScheduleSyntaxException(sentence, "", false);
    }

    /** A problem whose sentence ends with the place: {@code Invalid weekday "x" at PLACE.} */
    static ScheduleSyntaxException at(String problem) {
        return new ScheduleSyntaxException(problem + " at ", ".", true);
    }

    /** A problem whose sentence begins with the place: {@code PLACE cannot be empty.} */
    static ScheduleSyntaxException of(String rule) {
        return new ScheduleSyntaxException("", " " + rule, true);
    }

    /**
     * The whole sentence.
     *
     * @param place the path of the field, such as {@code jobs[0].schedule.day}
     */
    public String messageAt(String place) {
        return namesPlace ? before + place + after : before;
    }
}
