package dev.chief.engine.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What tells this machine from others. */
public final class HostName {
    private static final Path LINUX_NAME = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /**
     * The machine's name, the same whoever asks: by the kernel, else by HOSTNAME, else by a name service.
     *
     * @param environment of this process
     */
    public static String of(Map<String, String> environment) {
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
