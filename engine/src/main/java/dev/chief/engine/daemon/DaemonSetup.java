package dev.chief.engine.daemon;

import dev.chief.engine.config.Config;
import dev.chief.engine.config.Loaded;
import dev.chief.engine.run.JobRunner;
import dev.chief.engine.run.RunSettings;
import dev.chief.engine.runs.RunStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a daemon works with.
 *
 * @param clock the time
 * @param alarm what wakes it
 * @param store where everything is recorded
 * @param runner what runs jobs
 * @param source the configuration
 * @param jitter how much later than their slots jobs are due
 * @param poll the longest sleep
 */
public record DaemonSetup(
    InstantSource clock,
    Alarm alarm,
    RunStore store,
    JobRunner runner,
    Source source,
    Jitter jitter,
    Duration poll
) {
    /**
     * Where the configuration comes from.
     *
     * @param load reads it
     * @param fingerprint tells by another value that its content is another; cheap enough for every second
     * @param settings what the runs of a configuration are run with
     */
    public record Source(
        Supplier<Loaded> load,
        Supplier<String> fingerprint,
        Function<Config, RunSettings> settings
    ) {}
}
