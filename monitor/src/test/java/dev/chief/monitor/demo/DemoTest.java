package dev.chief.monitor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.store.AlertFilter;
import dev.chief.monitor.store.AlertTable;
import dev.chief.monitor.store.CheckTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.ListedCheck;
import dev.chief.monitor.store.Page;
import dev.chief.monitor.store.RunFilter;
import dev.chief.monitor.store.RunTable;
import dev.chief.monitor.store.StoredAlert;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
    private static final Instant NOW = Instant.parse("2026-11-26T14:32:10Z");

    private DatabaseAddress store;
    private Database database;
    private List<StoredAlert> alerts;

    @BeforeAll
    void fill(@TempDir Path folder) {
        store = new DatabaseAddress.Sqlite(folder.resolve("demo.sqlite"));
        assertThat(Demo.fill(store, 1, NOW)).isInstanceOf(Demo.Outcome.Filled.class);
        database = Database.open(store);
        alerts = database.read(handle -> AlertTable.list(handle, AlertFilter.ALL, Page.first(1_000))).items();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aMonthHasEveryKindOfAlert() {
        assertThat(alerts).extracting(alert -> alert.alert().type())
                .contains("FAILURE", "MISSED", "OVERRUN", "RECOVERY", "CHIEF_OFFLINE");
    }

    @Test
    void whatIsWrongInTheEndIsOpen() {
        assertThat(alerts).filteredOn(alert -> alert.closing().isEmpty())
                .extracting(alert -> alert.alert().type() + " "
                        + alert.alert().subject().jobName().orElse("no job"))
                .containsExactlyInAnyOrder("FAILURE invoice-mail", "FAILURE ml-features", "MISSED price-feed",
                        "OVERRUN search-index");
    }

    @Test
    void jobsAreInMostOfTheStatesThatThereAre() {
        Map<String, String> states = database.read(CheckTable::all)
                .stream()
                .collect(Collectors.toMap(ListedCheck::jobName,
                        check -> check.condition().state()));
        assertThat(states).containsOnly(Map.entry("backup", "UP"), Map.entry("gdpr-purge", "UP"),
                Map.entry("invoice-mail", "FAILING"), Map.entry("legacy-report", "RETIRED"),
                Map.entry("ml-features", "FAILING"), Map.entry("nightly-etl", "UP"),
                Map.entry("orders-sync", "UP"), Map.entry("price-feed", "DOWN"),
                Map.entry("search-index", "OVERRUN"), Map.entry("stock-levels", "UP"));
    }

    @Test
    void aPersonHasSilencedAJob() {
        assertThat(database.read(CheckTable::all))
                .filteredOn(check -> check.handling().silencedUntil().isPresent())
                .extracting(ListedCheck::jobName)
                .containsExactly("ml-features");
    }

    @Test
    void aPersonHasClosedAnAlert() {
        assertThat(alerts).filteredOn(alert -> alert.closing()
                .filter(closing -> closing.reason().startsWith("The supplier's server"))
                .isPresent())
                .extracting(alert -> alert.alert().subject().jobName().orElseThrow())
                .containsOnly("price-feed");
    }

    @Test
    void theNightlyRunsTakeLongerAndLonger() {
        List<Long> durations = database.read(handle -> RunTable.durations(handle, "nightly-etl", 29));
        assertThat(durations).hasSizeGreaterThan(25);
        assertThat(durations.getFirst()).isGreaterThan(durations.getLast() * 4 / 3);
    }

    @Test
    void theHistoryEndsNow() {
        assertThat(database.read(handle -> RunTable.list(handle, RunFilter.ALL, Page.first(1))).items())
                .allSatisfy(run -> assertThat(run.at()).isBetween(NOW.minus(Duration.ofMinutes(16)), NOW));
        assertThat(database.read(EventTable::totals).latestEventAt().orElseThrow()).isBefore(NOW);
    }

    @Test
    void theSameSeedAtTheSameTimeGivesTheSameMonth() {
        Instant from = NOW.minus(Demo.LENGTH);
        assertThat(History.of(7, from, NOW)).isEqualTo(History.of(7, from, NOW))
                .isNotEqualTo(History.of(8, from, NOW));
    }

    @Test
    void aStoreThatHasEventsIsLeftAlone() {
        long events = database.read(EventTable::totals).events();
        assertThat(Demo.fill(store, 1, NOW)).isEqualTo(new Demo.Outcome.NotEmpty(events));
        assertThat(database.read(EventTable::totals).events()).isEqualTo(events);
    }
}
