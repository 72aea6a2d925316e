package dev.chief.engine.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.engine.run.RunStatus;
import dev.chief.engine.runs.KilledStore;
import dev.chief.engine.runs.RunStore;
import dev.chief.engine.runs.RunStoreException;
import dev.chief.engine.runs.StoredRun;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A daemon whose run store has no room for a while, in virtual time; DiskFullTest fills a real disk. */
class FullStoreTest {
    private static final String EVERY_MINUTE = "schedule: {frequency: interval, every: 1m}";

    @TempDir
    Path folder;
    private final Room disk = new Room();
    private Simulation daemon;

    @BeforeEach
    void setUp() {
        daemon = new Simulation(folder, "2026-11-23T10:30:30Z").jobs("j, " + EVERY_MINUTE).on(disk);
        daemon.time.takes("j", Duration.ofSeconds(90));
    }

    @AfterEach
    void tearDown() {
        daemon.close();
    }

    @Test
    void aRunThatEndsWhileTheDiskIsFullIsRecordedAsItEndedWhenThereIsRoom() {
        daemon.time.exits("j", 0, 3);
        daemon.start().until("2026-11-23T10:32:10Z");
        disk.awaitStart();
        disk.full = true;
        daemon.until("2026-11-23T10:33:20Z");
        assertThat(daemon.said).containsOnlyOnce("recording fails").doesNotContain("recording works");
        assertThat(daemon.runs("j")).extracting(StoredRun::status).containsExactly(RunStatus.RUNNING);
        disk.full = false;
        daemon.until("2026-11-23T10:36:00Z");
        assertThat(daemon.said).containsOnlyOnce("recording works");
        assertThat(daemon.ledger("j")).containsExactly("2026-11-23T10:31:00Z RAN",
                "2026-11-23T10:32:00Z SKIPPED its last run was still going on", "2026-11-23T10:33:00Z RAN",
                "2026-11-23T10:34:00Z SKIPPED its last run was still going on", "2026-11-23T10:35:00Z RAN",
                "2026-11-23T10:36:00Z SKIPPED its last run was still going on");
        StoredRun first = daemon.runs("j").getLast();
        assertThat(first.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(first.reason()).startsWith("its end was not recorded in time: cannot write the run store ")
                .endsWith(": the disk is full");
        assertThat(daemon.scripts(first)).containsExactly("work.sh SUCCEEDED 0");
        assertThat(daemon.scripts(daemon.runs("j").get(1))).containsExactly("work.sh FAILED 3");
    }

    @Test
    void aRunThatFailsThenHasFailedWithItsOwnReason() {
        daemon.time.exits("j", 3);
        daemon.start().until("2026-11-23T10:31:10Z");
        disk.awaitStart();
        disk.full = true;
        daemon.until("2026-11-23T10:32:40Z");
        disk.full = false;
        daemon.until("2026-11-23T10:32:50Z");
        StoredRun first = daemon.runs("j").getLast();
        assertThat(first.status()).isEqualTo(RunStatus.FAILED);
        assertThat(first.reason()).isEqualTo("work.sh: return code 3");
        assertThat(daemon.scripts(first)).containsExactly("work.sh FAILED 3");
    }

    @Test
    void slotsOfALongTimeWithoutRoomAreMissed() {
        daemon.start().until("2026-11-23T10:30:40Z");
        disk.full = true;
        daemon.until("2026-11-23T10:34:30Z");
        assertThat(daemon.runs("j")).isEmpty();
        disk.full = false;
        daemon.until("2026-11-23T10:34:40Z");
        assertThat(daemon.ledger("j")).hasSize(4)
                .first()
                .asString()
                .startsWith("2026-11-23T10:31:00Z MISSED ");
        assertThat(daemon.ledger("j").getLast()).isEqualTo("2026-11-23T10:34:00Z RAN");
    }

    /** Where a disk is full each write to the store fails as SQLite says it then. */
    private static final class Room implements Simulation.Machine {
        private final CountDownLatch started = new CountDownLatch(1);
        private volatile boolean full;

        /** Waits until the start of a script has been recorded; only then is its run as good as under way. */
        void awaitStart() {
            try {
                assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public RunStore open(Path stateDirectory, InstantSource clock) throws RunStoreException {
            return KilledStore.open(stateDirectory, clock, this::write);
        }

        private Object write(String sql, Callable<Object> write) throws SQLException {
            if (full && !sql.startsWith("ROLLBACK")) {
                throw new SQLiteException("database or disk is full", SQLiteErrorCode.SQLITE_FULL);
            }
            try {
                Object rows = write.call();
                if (sql.startsWith("UPDATE attempts SET pid")) {
                    started.countDown();
                }
                return rows;
            } catch (SQLException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
