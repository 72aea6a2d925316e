package dev.chief.app.cli;

import dev.chief.engine.config.Diagnostic;
import dev.chief.engine.config.Diagnostic.Location;
import dev.chief.engine.config.Diagnostic.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of output: one document, the components of its record in order, names in snake case, null for none. */
final class Json {
    private Json() {}

    static String write(Object document) {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(document);
    }

    /** A problem of the configuration; the place is null if the file could not be read at all. */
    record Problem(
        String severity,
        String message,
        String path,
        @Nullable String file,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable String hint
    ) {
        static Problem of(Diagnostic diagnostic) {
            @Nullable
            Location location = diagnostic.location().orElse(null);
            return new Problem(
                    diagnostic.severity() == Severity.ERROR ? "error" : "warning",
                    diagnostic.message(), diagnostic.path(),
                    location == null ? null : location.file(),
                    location == null ? null : location.line(),
                    location == null ? null : location.column(),
                    diagnostic.hint().orElse(null));
        }

        static List<Problem> of(List<Diagnostic> diagnostics) {
            return diagnostics.stream().map(Problem::of).toList();
        }
    }

    /** What every command prints in place of its own document when the configuration cannot be used. */
    record Refusal(String config, boolean valid, List<Problem> problems) {}
}
