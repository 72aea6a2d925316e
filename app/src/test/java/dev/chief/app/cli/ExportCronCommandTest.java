package dev.chief.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.app.cli.Console.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCronCommandTest {
    @TempDir
    Path directory;
    private Console console;

    @BeforeEach
    void openConsole() {
        console = new Console(directory);
    }

    @Test
    void eachFormHasItsBlock() {
        Result result = console.chiefYaml("""
                defaults: {timezone: UTC}
                jobs:
                  - name: plain
                    schedule: {frequency: daily, time: "06:00"}
                    scripts: [{path: s/ok.py}]
                  - name: last friday
                    schedule: {frequency: monthly, ordinal: last, day: friday, time: "18:00"}
                    scripts: [{path: s/ok.py}]
                  - name: rolling
                    schedule: {frequency: interval, every: 90m}
                    scripts: [{path: s/ok.py}]
                """).chief("export-cron");
        String command = "cd DIR && /opt/chief/chief run --config DIR/chief.yaml --job ".replace("DIR",
                directory.toString());
        assertThat(result.out()).isEqualTo("""
                # chief cron export
                # generated_at=2026-11-22T12:00:00+00:00
                # CRON_TZ is honoured by cronie; Debian's cron ignores it and uses the system's zone.

                # job: plain
                # mode: pure_cron
                CRON_TZ=UTC
                0 6 * * * %splain --respect-schedule

                # job: last friday
                # mode: hybrid
                CRON_TZ=UTC
                # NOTE: runtime guard required (ordinal/exclusion/bounds): --respect-schedule decides.
                0 18 * * 5 %s'last friday' --respect-schedule

                # job: rolling
                # mode: runtime_only
                CRON_TZ=UTC
                # runtime-only schedule (Runs every 90m using runtime scheduler (UTC)); no cron equivalent.
                """.formatted(command, command));
    }

    @Test
    void defect20_whatCronMisreadsIsEscaped() {
        Result result = console
                .chiefYaml(
                        """
                                jobs:
                                  - name: 50% load
                                    schedule: {frequency: custom, minute: 0, hour: 6, day_of_month: "*/5", day_of_week: monday,
                                               timezone: UTC, exclude: [2026-12-25]}
                                    scripts: [{path: s/ok.py}]
                                """)
                .chief("export-cron");
        assertThat(result.out()).contains("0 6 1-31/5 * 1 cd ", " --job '50\\% load' ",
                "# NOTE: runtime guard required (exclusion/bounds)");
    }

    @Test
    void aStepInOneDayFieldAloneStaysAsWritten() {
        assertThat(ExportCronCommand.forCron("0 6 */5 * *")).isEqualTo("0 6 */5 * *");
        assertThat(ExportCronCommand.forCron("*/2 6 1 * */2")).isEqualTo("*/2 6 1 * 0-6/2");
    }

    @Test
    void disabledJobsAreLeftOut() {
        Result result = console.chiefYaml("""
                jobs:
                  - name: off
                    enabled: false
                    schedule: {frequency: daily, time: "06:00", timezone: UTC}
                    scripts: [{path: s/ok.py}]
                """).chief("export-cron");
        assertThat(result.err()).isEqualTo("No enabled jobs selected.\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }
}
