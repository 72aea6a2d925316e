package dev.chief.engine.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An entry of {@code jobs}.
 *
 * @param name unique in its file
 * @param labels what people read and filter by
 * @param enabled whether {@code run} and {@code daemon} take it
 * @param workingDirectory where its scripts run, absolute, an existing directory
 * @param stopOnFailure whether the scripts after a failed one are skipped
 * @param timeout the longest time for a whole run, if there is a limit
 * @param trigger when it runs
 * @param scripts what it runs, in order, at least one
 * @param monitor what is told to the monitor
 * @param secrecy what of it must not be shown
 */
public record Job(
    String name,
    Labels labels,
    boolean enabled,
    Path workingDirectory,
    boolean stopOnFailure,
    Optional<Duration> timeout,
    Trigger trigger,
    List<Script> scripts,
    JobMonitor monitor,
    Secrecy secrecy
) {
    public Job {
        requireNonNull(name);
        scripts = List.copyOf(scripts);
    }

    /**
     * What people read and filter by.
     *
     * @param description free text, or empty
     * @param tags in file order
     */
    public record Labels(String description, List<String> tags) {
        public Labels {
            tags = List.copyOf(tags);
        }
    }
}
