package dev.chief.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.app.cli.Console.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorCommandTest {
    @TempDir
    Path directory;
    private Console console;

    @BeforeEach
    void openConsole() {
        console = new Console(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitor", "up"})
    void helpNamesEverySettingAndNoOptionForASecret(String command) {
        Result help = console.execute(command, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith("usage: chief " + command)
                .contains("--port PORT", "--db-path FILE", "--database-url URL", "--api-key-file FILE",
                        "--log-format FORMAT", "--retention-days DAYS")
                .doesNotContain("--api-key KEY", "--auth-secret SECRET", "--auth-admin-password PASSWORD");
    }

    @Test
    void helpOfTheProgramNamesBoth() {
        assertThat(console.execute("--help").out())
                .contains("  monitor      take telemetry, watch over jobs, and alert",
                        "  up           the daemon and a monitor in one process");
    }

    @Test
    void allThatIsWrongIsSaidInOneGo() {
        Result refused = console.with("MONITOR_API_KEY", "key with blanks")
                .execute("monitor", "--port", "x", "--retention-days", "0", "--auth-base-url", "nowhere");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines()).hasSize(4).allMatch(line -> line.startsWith("Error: "));
        assertThat(refused.err())
                .contains("--port is \"x\", but must be a whole number from 0 to 65535.",
                        "--retention-days is \"0\"",
                        "--auth-base-url", "MONITOR_API_KEY")
                .doesNotContain("key with blanks");
    }

    @Test
    void anAddressThatOthersReachNeedsAnAccount() {
        Result refused = console.execute("monitor", "--host", "0.0.0.0");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("MONITOR_AUTH_ADMIN_EMAIL", "MONITOR_AUTH_ADMIN_PASSWORD",
                "MONITOR_AUTH_SECRET", "MONITOR_AUTH_ENABLED=false").hasLineCount(1);
    }

    @Test
    void wordsThatItDoesNotKnowAreWrongUsage() {
        assertThat(console.execute("monitor", "--frob").code()).isEqualTo(2);
        assertThat(console.execute("monitor", "restore", "x").err())
                .contains("ACTION must be one of [backup, demo]");
        assertThat(console.execute("monitor", "--log-format", "xml").err()).contains("[text, json]");
        Result unfinished = console.execute("monitor", "backup");
        assertThat(unfinished.code()).isEqualTo(2);
        assertThat(unfinished.err()).contains("backup needs FILE", "chief monitor --help");
    }

    @Test
    void aBackupSaysWhatIsMissing() {
        Path database = directory.resolve("monitor.sqlite");
        Result backup = console.execute("monitor", "backup", directory.resolve("copy").toString(),
                "--db-path",
                database.toString());
        assertThat(backup.code()).isEqualTo(1);
        assertThat(backup.err()).isEqualTo("Error: There is no database " + database + " to back up.\n");
        assertThat(database).doesNotExist();
    }

    @Test
    void aBackupOfPostgresqlIsLeftToItsOwnTool() {
        Result backup = console
                .with("MONITOR_DATABASE_URL", "jdbc:postgresql://db.example.org/chief?user=u&password=hush")
                .execute("monitor", "backup", directory.resolve("copy").toString());
        assertThat(backup.code()).isEqualTo(1);
        assertThat(backup.err()).contains("db.example.org/chief", "pg_dump")
                .doesNotContain("hush")
                .hasLineCount(1);
    }

    @Test
    void aBackupNeedsNothingButTheDatabase() {
        Result backup = console.with("MONITOR_HOST", "0.0.0.0")
                .with("MONITOR_PORT", "none of its business")
                .with("MONITOR_DB_PATH", directory.resolve("monitor.sqlite").toString())
                .execute("monitor", "backup", directory.resolve("copy").toString());
        assertThat(backup.err()).startsWith("Error: There is no database ").hasLineCount(1);
    }

    @Test
    void aDemoTakesNoFile() {
        Result demo = console.execute("monitor", "demo", "demo.sqlite");
        assertThat(demo.code()).isEqualTo(2);
        assertThat(demo.err()).contains("demo takes no FILE: the database is named by --db-path");
    }
}
