package dev.chief.monitor.demo;

import dev.chief.core.schedule.Every;
import dev.chief.core.schedule.Ordinal;
import dev.chief.core.schedule.Recurrence;
import dev.chief.core.schedule.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The two Chiefs of the demo, and their jobs. */
final class Cast {
    /** Runs a shop; never away. */
    static final String SHOP = "shop-01:/srv/shop/chief.yaml";
    /** Runs a data lake; away for a while in the middle of the history. */
    static final String LAKE = "lake-02:/srv/lake/chief.yaml";
    /** Taken out of its Chief's file before the history ends. */
    static final String RETIRED = "legacy-report";
    /** Silenced by a person at the end of the history. */
    static final String SILENCED = "ml-features";

    /** Of which a person closes a missed slot by hand. */
    static final String CLOSED = "price-feed";

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId UTC = ZoneId.of("UTC");

    private Cast() {}

    static List<String> chiefs() {
        return List.of(SHOP, LAKE);
    }

    static List<Role> roles() {
        return List.of(
                shop("orders-sync", "orders", every("15m"), 300, 0, Cast::mostlyGood,
                        script("orders/sync.py", 24, "%d orders synchronised",
                                "requests.exceptions.ReadTimeout: api.payments.example: timed out")),
                shop("stock-levels", "orders", every("1h"), 900, 0.2, always(Fate.GOOD),
                        script("stock/levels.py", 70, "%d articles counted", "KeyError: 'sku'")),
                shop("nightly-etl", "etl", daily("02:30"), 5_400, 0.9,
                        (left, _) -> left == 11 ? Fate.FAILED : Fate.GOOD,
                        script("etl/extract.py", 420, "%d rows extracted",
                                "psycopg.OperationalError: server closed"),
                        script("etl/transform.py", 610, "%d rows transformed",
                                "ValueError: could not parse date"),
                        script("etl/load.py", 340, "%d rows loaded",
                                "IntegrityError: duplicate key value violates \"orders_pkey\"")),
                shop("invoice-mail", "mail", weekdays("07:00"), 1_200, 0, Cast::flaky,
                        script("invoices/render.py", 95, "%d invoices rendered",
                                "FileNotFoundError: logo.svg"),
                        script("invoices/send.py", 150, "%d invoices sent",
                                "smtplib.SMTPServerDisconnected: Connection unexpectedly closed")),
                shop(CLOSED, "orders", every("2h"), 600, 0,
                        among(Set.of(0, 1, 37, 38, 90, 91, 155), Fate.MISSED),
                        script("prices/feed.py", 45, "%d prices published", "csv.Error: line contains NUL")),
                shop(RETIRED, "mail", daily("05:15"), 900, 0, always(Fate.GOOD),
                        script("reports/legacy.sh", 130, "report of %d lines written",
                                "no space left on device")),
                lake("backup", "backup", in(BERLIN, new Recurrence.Daily(LocalTime.of(1, 15), false)), 2_700,
                        0.1,
                        among(Set.of(8), Fate.LONG),
                        script("backup/dump.sh", 900, "%d MB dumped", "pg_dump: error: connection lost"),
                        script("backup/upload.sh", 480, "%d MB uploaded", "rclone: 503 Slow Down")),
                lake("search-index", "search", every("6h"), 1_800, 0, among(Set.of(1), Fate.ENDLESS),
                        script("search/index.py", 640, "%d documents indexed",
                                "opensearchpy.ConnectionTimeout")),
                lake(SILENCED, "etl", every("4h"), 3_600, 0.1, among(Set.of(0, 1, 2, 61), Fate.FAILED),
                        script("ml/features.py", 1_150, "%d feature vectors written",
                                "MemoryError: unable to allocate 3.1 GiB")),
                lake("gdpr-purge", "privacy",
                        in(UTC, new Recurrence.MonthlyByOrdinal(Ordinal.SECOND, DayOfWeek.SUNDAY,
                                LocalTime.of(4, 0))),
                        3_600, 0, always(Fate.GOOD),
                        script("privacy/purge.py", 510, "%d accounts purged", "PermissionError: audit.log")));
    }

    private static Role shop(
        String name,
        String tag,
        Schedule schedule,
        int longest,
        double slowdown,
        Role.Plot plot,
        Script... scripts
    ) {
        return new Role(name, SHOP, List.of("shop", tag), schedule, Duration.ofSeconds(longest),
                List.of(scripts),
                slowdown, plot);
    }

    private static Role lake(
        String name,
        String tag,
        Schedule schedule,
        int longest,
        double slowdown,
        Role.Plot plot,
        Script... scripts
    ) {
        return new Role(name, LAKE, List.of("lake", tag), schedule, Duration.ofSeconds(longest),
                List.of(scripts),
                slowdown, plot);
    }

    private static Script script(String path, int seconds, String says, String error) {
        return new Script("/srv/" + path, seconds, says, error);
    }

    private static Schedule every(String step) {
        return in(UTC, new Recurrence.Interval(Every.parse(step)));
    }

    private static Schedule daily(String time) {
        return in(NEW_YORK, new Recurrence.Daily(LocalTime.parse(time), false));
    }

    private static Schedule weekdays(String time) {
        return in(NEW_YORK, new Recurrence.Daily(LocalTime.parse(time), true));
    }

    private static Schedule in(ZoneId zone, Recurrence recurrence) {
        return Schedule.of(recurrence, zone);
    }

    private static Role.Plot always(Fate fate) {
        return (_, _) -> fate;
    }

    private static Role.Plot among(Set<Integer> left, Fate fate) {
        return (it, _) -> left.contains(it) ? fate : Fate.GOOD;
    }

    private static Fate mostlyGood(int left, RandomGenerator random) {
        return left > 3 && random.nextInt(250) == 0 ? Fate.FAILED : Fate.GOOD;
    }

    /** The last run failed, and so did every fourth or so before it. */
    private static Fate flaky(int left, RandomGenerator random) {
        int dice = random.nextInt(8);
        return left < 2 || dice < 2 ? Fate.FAILED : dice < 4 ? Fate.RETRIED : Fate.GOOD;
    }
}
