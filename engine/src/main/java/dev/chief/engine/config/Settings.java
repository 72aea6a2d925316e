package dev.chief.engine.config;

import dev.chief.core.dispatch.Policy.CatchUp;
import dev.chief.core.dispatch.Policy.Overlap;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What {@code defaults} gives to every job, and a job to its schedule and scripts.
 *
 * @param workingDirectory absolute and there; none if what was written has been reported
 * @param stopOnFailure whether the scripts after a failed one are skipped
 * @param timing what belongs to the trigger
 * @param running what belongs to the scripts
 * @param secrecy what must not be shown
 */
record Settings(
    Optional<Path> workingDirectory,
    boolean stopOnFailure,
    Timing timing,
    Running running,
    Secrecy secrecy
) {

    /**
     * What belongs to the trigger.
     *
     * @param zone the zone of schedules that name none; none for the system's
     */
    record Timing(Optional<ZoneId> zone, Overlap overlap, CatchUp catchUp, Duration jitter) {}

    /**
     * What belongs to the scripts.
     *
     * @param environment what is added to the parent's environment
     * @param interpreters commands by file ending, which begins with a point and is in lower case
     * @param retry what happens after a failed attempt
     * @param timeout the longest time for one attempt
     */
    record Running(
        SequencedMap<String, String> environment,
        Map<String, List<String>> interpreters,
        Retry retry,
        Duration timeout
    ) {}

    /** What holds where a file says nothing. */
    static Settings initial(Path folder) {
        return new Settings(Optional.of(folder), true,
                new Timing(Optional.empty(), Overlap.SKIP, CatchUp.NONE, Duration.ZERO),
                new Running(new LinkedHashMap<>(), Map.of(), Retry.NEVER, Duration.ofHours(1)),
                Secrecy.OF_TELLING_NAMES);
    }
}
