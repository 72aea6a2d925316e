package dev.chief.monitor.web.page;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Who looks at a page, and how.
 *
 * @param account the address they signed in with; none when sign-in is off, or not done yet
 * @param signInOff whether anybody may look, which pages say
 * @param csrf what each form must carry
 * @param theme light, dark, or what the system has
 * @param zone whose time is shown
 * @param browserZone what the browser said its zone is
 */
public record Viewer(
    Optional<String> account,
    boolean signInOff,
    String csrf,
    Theme theme,
    ZoneChoice zone,
    Optional<ZoneId> browserZone
) {
    /** The colours. */
    public enum Theme {
        /** What the system has. */
        SYSTEM("System"),
        /** Light. */
        LIGHT("Light"),
        /** Dark. */
        DARK("Dark");

        private final String label;

        Theme(String label) {
            this.label = label;
        }

        /** What people call it. */
        public String label() {
            return label;
        }

        /** The value in forms and cookies. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The choice of this key; the system's without one. */
        public static Theme of(String key) {
            return Arrays.stream(values())
                    .filter(value -> value.key().equals(key))
                    .findFirst()
                    .orElse(SYSTEM);
        }
    }

    /** Whose time is shown. */
    public enum ZoneChoice {
        /** That of the browser. */
        BROWSER("Browser time"),
        /** Universal time. */
        UTC("UTC"),
        /** That of each job. */
        JOB("Job's time");

        private final String label;

        ZoneChoice(String label) {
            this.label = label;
        }

        /** What people call it. */
        public String label() {
            return label;
        }

        /** The value in forms and cookies. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The choice of this key; the browser's without one. */
        public static ZoneChoice of(String key) {
            return Arrays.stream(values())
                    .filter(value -> value.key().equals(key))
                    .findFirst()
                    .orElse(BROWSER);
        }
    }

    /** The zone of what belongs to no job. Universal time while the browser has not told its own. */
    public ZoneId pageZone() {
        return zone == ZoneChoice.UTC ? ZoneOffset.UTC : browserZone.orElse(ZoneOffset.UTC);
    }

    /** The zone of what belongs to a job. */
    public ZoneId jobZone(Optional<ZoneId> job) {
        return zone == ZoneChoice.JOB ? job.orElse(pageZone()) : pageZone();
    }

    /** How the page's zone is printed. */
    public String zoneName() {
        return Clock.zoneName(pageZone());
    }

    /** A zone that a browser names; none when Java does not know it. */
    public static Optional<ZoneId> zoneOf(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
