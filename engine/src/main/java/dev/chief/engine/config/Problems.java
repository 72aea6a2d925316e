package dev.chief.engine.config;

import dev.chief.engine.config.Diagnostic.Location;
import dev.chief.engine.config.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with a configuration. Not safe for use by several threads. */
final class Problems {
    /** More would help nobody, and a hostile file could ask for millions. */
    static final int MOST = 10_000;
    private static final int LONGEST_MESSAGE = 8_000;

    private final Source source;
    private final List<Problem> found = new ArrayList<>();
    private int errors;
    private int left;
    private String secret = "";

    Problems(Source source) {
        this.source = source;
    }

    private record Problem(
        Severity severity,
        String message,
        String path,
        int line,
        int column,
        int width,
        Optional<Location> elsewhere,
        Optional<String> hint
    ) {
        Problem(Severity severity, String message, Place place, Node at, Optional<String> hint) {
            this(severity, message, place.toString(), at.line(), at.column(), at.width(), Optional.empty(),
                    hint);
        }
    }

    void error(Node at, Place place, String message) {
        add(new Problem(Severity.ERROR, message, place, at, Optional.empty()));
    }

    void error(Node at, Place place, String message, String hint) {
        error(at, place, message, Optional.of(hint));
    }

    void error(Node at, Place place, String message, Optional<String> hint) {
        add(new Problem(Severity.ERROR, message, place, at, hint));
    }

    /** Keeps what stands behind these names from being shown by any diagnostic. */
    void hideValuesOf(List<String> names) {
        if (!names.isEmpty()) {
            source.hideValuesOf(names);
        }
    }

    /** Whether a command line or a part of it has a secret behind a name. */
    boolean holdsSecret(String commandLine) {
        return Secrets.holdsSecret(commandLine, source.secrecy());
    }

    /** A problem that stands in another file, which the configuration names at a node. */
    void errorElsewhere(Node at, Place place, Location location, String message) {
        add(new Problem(Severity.ERROR, message, place.toString(), at.line(), at.column(), at.width(),
                Optional.of(location), Optional.empty()));
    }

    /** A problem of the YAML itself. */
    void syntaxError(Location at, String message, Optional<String> hint) {
        add(new Problem(Severity.ERROR, message, "", at.line(), at.column(), at.width(), Optional.empty(),
                hint));
    }

    void warning(Node at, Place place, String message, Optional<String> hint) {
        add(new Problem(Severity.WARNING, message, place, at, hint));
    }

    /** Keeps a text from being shown by any diagnostic. */
    void hide(String text) {
        secret = text;
        source.hide(text);
    }

    /** Whether more problems are only counted, so that hints for them need not be looked for. */
    boolean isFull() {
        return found.size() == MOST;
    }

    /** How many errors there are so far. */
    int errors() {
        return errors;
    }

    /** Everything found, by line and column. */
    List<Diagnostic> inFileOrder() {
        if (found.isEmpty()) {
            return List.of();
        }
        // By hand: composed comparators cost more than all else that a file without problems needs.
        found.sort((a, b) -> a.line() != b.line() ? Integer.compare(a.line(), b.line())
                : Integer.compare(a.column(), b.column()));
        List<Diagnostic> diagnostics = new ArrayList<>(found.size());
        for (Problem problem : found) {
            diagnostics.add(diagnostic(problem));
        }
        if (left > 0) {
            diagnostics.add(new Diagnostic(errors == 0 ? Severity.WARNING : Severity.ERROR,
                    left + " more problems are not listed.", "", Optional.empty(), Optional.empty()));
        }
        return diagnostics;
    }

    private void add(Problem problem) {
        if (problem.severity() == Severity.ERROR) {
            errors++;
        }
        if (found.size() == MOST) {
            left++;
        } else {
            found.add(problem);
        }
    }

    private Diagnostic diagnostic(Problem problem) {
        Location location = problem.elsewhere()
                .orElseGet(() -> source.location(problem.line(), problem.column(), problem.width()));
        return new Diagnostic(problem.severity(), sentence(problem.message()), problem.path(),
                Optional.of(location), problem.hint().map(this::sentence));
    }

    /** On one line, of bounded length, without control characters and without the secret. */
    private String sentence(String message) {
        return Quoted.printable(Secrets.hide(message, secret), LONGEST_MESSAGE);
    }
}
