package dev.chief.engine.telemetry;

import dev.chief.core.event.Metadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
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
    private static final Path LINUX_NAME = Path.of("/proc/sys/kernel/hostname");

    /** This process as the one that goes by a configuration; its instance is {@code HOST:/path/to/chief.yaml}. */
    public static Identity of(Path config, Map<String, String> environment, String version) {
        return new Identity(hostName(environment) + ":" + config, version, ProcessHandle.current().pid());
    }

    Metadata.Builder describe() {
        return Metadata.builder().text("instance", instance).text("version", version).whole("pid", pid);
    }

    private static String hostName(Map<String, String> environment) {
        try {
            // First, because a name service may take seconds to say the same.
            String name = Files.isReadable(LINUX_NAME) ? Files.readString(LINUX_NAME).strip()
                    : environment.getOrDefault("HOSTNAME", "");
            return name.isEmpty() ? InetAddress.getLocalHost().getHostName() : name;
        } catch (UnknownHostException e) {
            return "localhost";
        } catch (IOException e) {
            return environment.getOrDefault("HOSTNAME", "localhost");
        }
    }
}
