package dev.chief.engine.daemon;

import dev.chief.engine.config.Job;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32C;

/**
 * How much later than its slot a job is due: some time up to the job's jitter, always the same for the same job on the same
 * host, so that a restart moves nothing and many hosts with one file do not start at once.
 *
 * @param host what tells this host from others
 */
public record Jitter(String host) {
    /** The delay of a job: from zero to its jitter, both inclusive, in whole milliseconds. */
    public Duration of(Job job) {
        long most = job.trigger().jitter().toMillis();
        if (most == 0) {
            return Duration.ZERO;
        }
        CRC32C spread = new CRC32C();
        spread.update((host + "\n" + job.name()).getBytes(StandardCharsets.UTF_8));
        return Duration.ofMillis(spread.getValue() % (most + 1));
    }
}
