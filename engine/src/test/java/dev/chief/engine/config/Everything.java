package dev.chief.engine.config;

import java.nio.file.Path;

/** The project of {@code cases/everything.yaml}, which has every key of the grammar. */
final class Everything {
    private Everything() {}

    static String yaml() {
        return Cases.text("/cases/everything.yaml");
    }

    static Project project(Path folder) {
        return new Project(folder)
                .file("prod.env", "export REGION='eu west' # where\nLEVEL=info\n")
                .file("job.env", "LEVEL=debug\n");
    }
}
