package dev.chief.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The machine's time zone, for schedules that name none: {@code TZ} if it is set, else what {@code /etc/localtime} points
 * to, else the virtual machine's idea. A {@code TZ} that is no name of the time zone database is refused rather than taken
 * for UTC, which would run every job at the wrong hour.
 */
final class SystemZone implements Supplier<ZoneId> {
    private static final String DATABASE = "/zoneinfo/";

    private final Map<String, String> environment;

    SystemZone(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws IllegalStateException if the environment names a zone that is not in the database */
    @Override
    public ZoneId get() {
        String variable = environment.getOrDefault("TZ", "");
        String name = variable.startsWith(":") ? variable.substring(1) : variable;
        if (name.isEmpty()) {
            return ofLocaltime(Path.of("/etc/localtime"));
        }
        String zone = afterDatabase(name);
        if (isKnown(zone)) {
            return ZoneId.of(zone);
        }
        throw new IllegalStateException(
                "Invalid timezone \"" + variable + "\" in the environment variable TZ; "
                        + "use a name such as America/New_York, or set defaults.timezone.");
    }

    private static ZoneId ofLocaltime(Path link) {
        try {
            String zone = afterDatabase(Files.readSymbolicLink(link).toString());
            if (isKnown(zone)) {
                return ZoneId.of(zone);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // No link: the virtual machine compares the file with those of the database.
            return machine();
        }
        return machine();
    }

    // The zone of the machine is what is asked for here.
    @SuppressWarnings("JavaTimeDefaultTimeZone")
    private static ZoneId machine() {
        return ZoneId.systemDefault();
    }

    private static String afterDatabase(String path) {
        int start = path.lastIndexOf(DATABASE);
        return start < 0 ? path : path.substring(start + DATABASE.length());
    }

    private static boolean isKnown(String zone) {
        return ZoneRulesProvider.getAvailableZoneIds().contains(zone);
    }
}
