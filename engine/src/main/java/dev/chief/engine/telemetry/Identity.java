package dev.chief.engine.telemetry;

import dev.chief.core.event.Metadata;
import dev.chief.engine.config.HostName;
import java.nio.file.Path;
import java.util.Map;

/**
 * Which Chief speaks.
 *
 * @param instance what tells it from others, and stays the same when it is started again
 * @param version of the program
 * @param pid of the process
 */
public record Identity(String instance, String version, long pid) {
    /** This process as the one that goes by a configuration; its instance is {@code HOST:/path/to/chief.yaml}. */
    public static Identity of(Path config, Map<String, String> environment, String version) {
        return new Identity(HostName.of(environment) + ":" + config, version, ProcessHandle.current().pid());
    }

    Metadata.Builder describe() {
        return Metadata.builder().text("instance", instance).text("version", version).whole("pid", pid);
    }
}
