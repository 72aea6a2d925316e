package dev.chief.engine.daemon;

import dev.chief.core.dispatch.Limits;
import dev.chief.engine.config.Config;
import dev.chief.engine.config.Job;
import java.util.HashMap;
import java.util.Map;

/** The configuration that is in force, and its jobs by name. For one thread. */
final class Roster {
    private Config config;
    private Map<String, Job> jobs;
    /** The jobs that are in force, and as they were last those that no longer are but may still have to start. */
    private final Map<String, Job> known = new HashMap<>();

    Roster(Config config) {
        this.config = config;
        this.jobs = byName(config);
        this.known.putAll(jobs);
    }

    Config config() {
        return config;
    }

    /** Those of the configuration; the map does not change when another one is put in force. */
    Map<String, Job> jobs() {
        return jobs;
    }

    /** A job of this configuration or of one before it. */
    Job job(String name) {
        Job job = known.get(name);
        if (job == null) {
            throw new IllegalStateException(
                    "dispatch starts " + name + ", which is not in the configuration");
        }
        return job;
    }

    Limits limits() {
        return Limits.of(config.daemon().maxParallelJobs());
    }

    /** Puts another configuration in force. */
    void use(Config other) {
        config = other;
        jobs = byName(other);
        known.putAll(jobs);
    }

    private static Map<String, Job> byName(Config config) {
        Map<String, Job> jobs = HashMap.newHashMap(config.jobs().size());
        config.jobs().forEach(job -> jobs.put(job.name(), job));
        return jobs;
    }
}
