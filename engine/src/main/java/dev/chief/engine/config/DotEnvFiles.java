package dev.chief.engine.config;

import dev.chief.engine.config.Diagnostic.Location;
import dev.chief.engine.config.TextFile.Content;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads each dotenv file that a configuration names once. */
final class DotEnvFiles {
    private static final int MOST_BYTES = 1 << 20;
    /** A dotenv file is full of secrets, so none of its lines is shown. */
    private static final String NOT_SHOWN = "(not shown, since it may hold a secret)";

    private final Problems problems;
    private final Map<Path, DotEnv> known = new HashMap<>();

    DotEnvFiles(Problems problems) {
        this.problems = problems;
    }

    /** The variables of the file that a field names. What is wrong with the file is reported once. */
    SequencedMap<String, String> read(Fields fields, String key, Path file) {
        @Nullable
        DotEnv parsed = known.get(file);
        if (parsed == null) {
            parsed = load(fields, key, file);
            known.put(file, parsed);
        }
        return parsed.variables();
    }

    /** The variables of a file that need not exist; lines that are none are passed over. */
    static SequencedMap<String, String> readIfThere(Path file) {
        return TextFile.read(file, MOST_BYTES) instanceof Content content
                ? DotEnv.parse(content.text()).variables()
                : new LinkedHashMap<>();
    }

    private DotEnv load(Fields fields, String key, Path file) {
        return switch (TextFile.read(file, MOST_BYTES)) {
            case Content content -> {
                DotEnv parsed = DotEnv.parse(content.text());
                for (DotEnv.Problem problem : parsed.problems()) {
                    Location at = new Location(file.toString(), problem.line(), 1, 1, NOT_SHOWN);
                    problems.errorElsewhere(fields.at(key), fields.place(key), at,
                            "line " + problem.line() + " of " + file + " " + problem.reason() + ".");
                }
                yield parsed;
            }
            case TextFile.Missing _ -> {
                fields.error(key, "env_file does not exist at " + fields.place(key) + ": " + file,
                        Optional.empty());
                yield DotEnv.parse("");
            }
            case TextFile.Unusable unusable -> {
                fields.error(key, "env_file at " + fields.place(key) + " " + unusable.reason() + ": " + file,
                        Optional.empty());
                yield DotEnv.parse("");
            }
        };
    }
}
