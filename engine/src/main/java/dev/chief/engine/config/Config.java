package dev.chief.engine.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A chief.yaml that holds every rule, with every default applied.
 *
 * @param file the file, absolute
 * @param daemon what the daemon and the run store go by
 * @param telemetry where events go
 * @param jobs the jobs in file order, disabled ones included, at least one
 */
public record Config(Path file, DaemonSettings daemon, TelemetrySettings telemetry, List<Job> jobs) {

    public Config {
        requireNonNull(file);
        requireNonNull(daemon);
        requireNonNull(telemetry);
        jobs = List.copyOf(jobs);
    }

    /** The enabled jobs in file order. */
    public List<Job> enabledJobs() {
        return jobs.stream().filter(Job::enabled).toList();
    }

    /** The job of a name, enabled or not. The name is compared exactly. */
    public Optional<Job> job(String name) {
        return jobs.stream().filter(job -> job.name().equals(name)).findFirst();
    }
}
