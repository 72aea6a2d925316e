package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.schedule.Schedule;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ScheduleCasesTest {
    @TempDir
    Path folder;

    @Test
    void everyRecordedScheduleIsReadAsRecorded() {
        Project project = new Project(folder);
        Cases.rows("schedules.jsonl").forEach(row -> {
            Schedule schedule = schedule(project, row);
            assertThat(schedule.cronForm().mode()).as(row.toString()).isEqualTo(row.get("mode").asString());
            assertThat(ValidCasesTest.cron(schedule.cronForm()).orElse("")).as(row.toString())
                    .isEqualTo(row.get("cron").asString(""));
            assertThat(schedule.description()).as(row.toString())
                    .isEqualTo(row.get("description").asString());
        });
    }

    /** The bounds and exclusions are read as they were meant, too. */
    @Test
    void everyRecordedScheduleHasTheRecordedRuns() {
        Project project = new Project(folder);
        Cases.rows("schedules.jsonl").forEach(row -> {
            Schedule schedule = schedule(project, row);
            List<String> runs = Cases.texts(row.get("next"));
            List<OffsetDateTime> found = new ArrayList<>();
            Instant now = OffsetDateTime.parse(row.get("now").asString()).toInstant();
            Optional<Instant> next = schedule.nextAfter(now);
            while (next.isPresent() && found.size() < runs.size()) {
                found.add(next.get().atZone(schedule.zone()).toOffsetDateTime());
                next = schedule.nextAfter(next.get());
            }
            assertThat(found).as(row.toString()).isEqualTo(runs.stream().map(OffsetDateTime::parse).toList());
            assertThat(runs.size() == 8 || next.isEmpty()).as(row.toString()).isTrue();
        });
    }

    /** JSON is YAML. */
    private static Schedule schedule(Project project, JsonNode row) {
        return project.job("""
                defaults: {timezone: %s}
                jobs:
                  - name: a
                    schedule: %s
                    scripts: [{path: s/ok.py}]
                """.formatted(row.get("default_timezone").asString(), row.get("schedule")))
                .trigger()
                .schedule();
    }
}
