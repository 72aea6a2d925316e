package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.schedule.CronForm;
import dev.chief.core.schedule.Schedule;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ValidCasesTest {
    @TempDir
    Path folder;

    static Stream<JsonNode> rows() {
        return Cases.rows("valid_configs.jsonl");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("rows")
    void everyRecordedConfigurationGivesTheRecordedJobs(JsonNode row) {
        Project project = project(row);

        Config config = project.good(row.get("yaml").asString());

        assertThat(config.jobs()).hasSameSizeAs(row.get("jobs"));
        for (int i = 0; i < config.jobs().size(); i++) {
            assertSame(config.jobs().get(i), row.get("jobs").get(i), project);
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("rows")
    void everyRecordedConfigurationCompilesToTheRecordedSchedules(JsonNode row) {
        Config config = project(row).good(row.get("yaml").asString());

        for (Job job : config.jobs()) {
            Schedule schedule = job.trigger().schedule();
            assertThat(schedule.cronForm().mode()).isEqualTo(row.get("modes").get(job.name()).asString());
            assertThat(cron(schedule.cronForm())).isEqualTo(
                    Optional.ofNullable(row.get("cron").get(job.name()))
                            .filter(cron -> !cron.isNull())
                            .map(JsonNode::asString));
            assertThat(schedule.description())
                    .isEqualTo(row.get("descriptions").get(job.name()).asString());
        }
    }

    static Optional<String> cron(CronForm form) {
        return switch (form) {
            case CronForm.PureCron pure -> Optional.of(pure.expression());
            case CronForm.Hybrid hybrid -> Optional.of(hybrid.expression());
            case CronForm.RuntimeOnly _ -> Optional.empty();
        };
    }

    private Project project(JsonNode row) {
        Project project = new Project(folder);
        Cases.texts(row.get("files")).forEach(project::file);
        return project;
    }

    private static void assertSame(Job job, JsonNode recorded, Project project) {
        String base = project.folder().toString();
        assertThat(job.name()).isEqualTo(recorded.get("name").asString());
        assertThat(job.enabled()).isEqualTo(recorded.get("enabled").asBoolean());
        assertThat(job.stopOnFailure()).isEqualTo(recorded.get("stop_on_failure").asBoolean());
        assertThat(job.trigger().overlap().name().toLowerCase(Locale.ROOT))
                .isEqualTo(recorded.get("overlap").asString());
        assertThat(job.workingDirectory().toString().replace(base, "{DIR}"))
                .isEqualTo(recorded.get("working_dir").asString());
        Schedule schedule = job.trigger().schedule();
        assertThat(schedule.zone().getId()).isEqualTo(recorded.get("timezone").asString());
        assertThat(schedule.window().start()).isEqualTo(bound(recorded.get("start")));
        assertThat(schedule.window().end()).isEqualTo(bound(recorded.get("end")));
        assertThat(schedule.exclusions()).map(Object::toString)
                .containsExactlyElementsOf(Cases.texts(recorded.get("exclude")));
        assertThat(job.scripts()).map(script -> List.of(script.path(), script.arguments().toString(),
                script.timeout().toSeconds() + "", script.file().toString().replace(base, "{DIR}")))
                .isEqualTo(recorded.get("scripts")
                        .valueStream()
                        .map(script -> List.of(
                                script.get("path").asString(), Cases.texts(script.get("args")).toString(),
                                script.get("timeout").asInt() + "", script.get("resolved_path").asString()))
                        .toList());
        JsonNode monitor = recorded.get("monitor");
        assertThat(job.monitor().enabled()).isEqualTo(monitor.get("enabled").asBoolean());
        assertThat(job.monitor().check().enabled())
                .isEqualTo(monitor.get("check").get("enabled").asBoolean());
        assertThat(job.monitor().check().grace())
                .hasSeconds(monitor.get("check").get("grace_seconds").asInt());
    }

    private static Optional<OffsetDateTime> bound(JsonNode recorded) {
        return recorded.isNull() ? Optional.empty() : Optional.of(OffsetDateTime.parse(recorded.asString()));
    }
}
