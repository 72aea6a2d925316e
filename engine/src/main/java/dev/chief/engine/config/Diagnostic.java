package dev.chief.engine.config;

import java.util.Optional;

/**
 * One problem of a configuration.
 *
 * @param severity whether it keeps the configuration from being used
 * @param message a sentence that names the thing, the value and the rule, without {@code Error: } before it
 * @param path the path of the field, such as {@code jobs[0].schedule.time}, or empty for the file as a whole
 * @param location where it stands, or none if the file could not be read at all
 * @param hint what to do about it, if there is something to say
 */
public record Diagnostic(
    Severity severity,
    String message,
    String path,
    Optional<Location> location,
    Optional<String> hint
) {
    /** How bad a problem is. */
    public enum Severity {
        /** The configuration cannot be used. */
        ERROR,
        /** The configuration can be used, but probably does not do what was meant. */
        WARNING
    }

    /**
     * A place in a file.
     *
     * @param file the file as the user named it
     * @param line from 1
     * @param column from 1, in characters (code points)
     * @param width how many characters from there on are meant, at least 1
     * @param text the whole line, without its line break
     */
    public record Location(String file, int line, int column, int width, String text) {}
}
