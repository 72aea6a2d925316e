package dev.chief.monitor.web.page;

import java.util.Optional;

/**
 * An event in a list.
 *
 * @param offset after the start of its run, where a run is shown; else empty
 * @param details its fields and metadata as JSON, one a line
 * @param href where it is alone
 */
public record EventRow(
    long id,
    Moment at,
    String offset,
    Badge level,
    String type,
    String message,
    Optional<String> job,
    Optional<String> script,
    Optional<String> run,
    String details,
    String href
) {}
