package dev.chief.engine.config;

import java.util.List;

/** What came of reading a configuration. */
public sealed interface Loaded {
    /**
     * It can be used.
     *
     * @param config the model
     * @param warnings in file order
     */
    record Ok(Config config, List<Diagnostic> warnings) implements Loaded {
        public Ok {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * It cannot be used.
     *
     * @param diagnostics errors and warnings in file order, at least one error
     */
    record Rejected(List<Diagnostic> diagnostics) implements Loaded {
        public Rejected {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
