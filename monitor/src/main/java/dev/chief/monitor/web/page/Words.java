package dev.chief.monitor.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers and names as pages write them. */
public final class Words {
    private static final long KIBI = 1024;

    private Words() {}

    /** A length of time in its two largest units: {@code 850 ms}, {@code 12.3 s}, {@code 3 min 5 s}, {@code 2 h 5 min}. */
    public static String duration(Duration length) {
        long millis = Math.max(0, length.toMillis());
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return millis / 1000 + "." + millis % 1000 / 100 + " s";
        }
        Duration whole = Duration.ofMillis(millis);
        if (whole.toMinutes() == 0) {
            return whole.toSeconds() + " s";
        }
        if (whole.toHours() == 0) {
            return pair(whole.toMinutes(), "min", whole.toSecondsPart(), "s");
        }
        if (whole.toDays() == 0) {
            return pair(whole.toHours(), "h", whole.toMinutesPart(), "min");
        }
        return pair(whole.toDays(), "d", whole.toHoursPart(), "h");
    }

    /** A number and what it counts: {@code 1 job}, {@code 1,200 jobs}. */
    public static String count(long number, String thing) {
        return number(number) + " " + (number == 1 ? thing : thing + "s");
    }

    /** A whole number with commas between thousands. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A size in the largest binary unit that keeps it above one. */
    public static String bytes(long bytes) {
        if (bytes < KIBI) {
            return bytes + " B";
        }
        double size = bytes;
        String unit = "";
        for (String next : new String[]{"KiB", "MiB", "GiB", "TiB"}) {
            if (size < KIBI) {
                break;
            }
            size /= KIBI;
            unit = next;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, unit);
    }

    /** A path or the name of a Chief, taken apart where a line may break: after slashes and colons. */
    public static List<String> pieces(String name) {
        return List.of(name.split("(?<=[/:])(?=[^/:])"));
    }

    /** A name as one segment of a path, or as a value in a query. */
    public static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The path of a job's page. */
    public static String jobPath(String job) {
        return "/jobs/" + encode(job);
    }

    /** The path of a run's page. */
    public static String runPath(String run) {
        return "/runs/" + encode(run);
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
