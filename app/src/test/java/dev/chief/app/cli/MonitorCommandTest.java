package dev.chief.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorCommandTest {
    @TempDir
    Path folder;

    @Test
    void eachActionTakesWhatItNeeds() {
        Console.Result backup = new Console(folder).execute("monitor", "backup");
        assertThat(backup.code()).isEqualTo(2);
        assertThat(backup.err()).contains("backup needs FILE");
        Console.Result demo = new Console(folder).execute("monitor", "demo", "demo.sqlite");
        assertThat(demo.code()).isEqualTo(2);
        assertThat(demo.err()).contains("demo takes no FILE: the database is named by --db-path");
        assertThat(folder).isEmptyDirectory();
    }
}
