package dev.chief.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.schedule.CronForm.Hybrid;
import dev.chief.core.schedule.CronForm.PureCron;
import dev.chief.core.schedule.CronForm.RuntimeOnly;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every recorded row: what users of the earlier implementation, and of the guides, expect. */
class RecordedCasesTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** A row, shown by its id. */
    record Row(JsonNode fields) {
        Schedule schedule() {
            return Dsl.schedule(fields.path("schedule"), text("default_timezone"));
        }

        String text(String field) {
            return fields.path(field).asString();
        }

        @Override
        public String toString() {
            return text("id") + " " + fields.path("schedule");
        }
    }

    static List<Row> schedules() throws IOException {
        return rows("schedules.jsonl");
    }

    static List<Row> instants() throws IOException {
        return rows("due.jsonl");
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void aScheduleCompilesToTheRecordedForm(Row row) {
        CronForm form = row.schedule().cronForm();

        assertThat(form.mode()).isEqualTo(row.text("mode"));
        assertThat(expression(form)).isEqualTo(Optional.ofNullable(row.fields().get("cron").asString(null)));
        assertThat(row.schedule().description()).isEqualTo(row.text("description"));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void aScheduleRunsNextAsRecorded(Row row) {
        List<OffsetDateTime> recorded = row.fields()
                .path("next")
                .values()
                .stream()
                .map(time -> OffsetDateTime.parse(time.asString()))
                .toList();
        Instant now = OffsetDateTime.parse(row.text("now")).toInstant();

        assertThat(Slots.next(row.schedule(), now, 8)).isEqualTo(recorded);
    }

    @ParameterizedTest
    @MethodSource("instants")
    void aScheduleIsDueAsRecorded(Row row) {
        Instant instant = OffsetDateTime.parse(row.text("instant")).toInstant();

        assertThat(row.schedule().isDue(instant)).isEqualTo(row.fields().path("is_due").asBoolean());
    }

    @Test
    void noRowIsLost() throws IOException {
        assertThat(schedules()).hasSize(1601);
        assertThat(instants()).hasSize(343);
    }

    private static Optional<String> expression(CronForm form) {
        return switch (form) {
            case PureCron pure -> Optional.of(pure.expression());
            case Hybrid hybrid -> Optional.of(hybrid.expression());
            case RuntimeOnly runtime -> Optional.empty();
        };
    }

    private static List<Row> rows(String file) throws IOException {
        var stream = Objects.requireNonNull(RecordedCasesTest.class.getResourceAsStream("/cases/" + file));
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> new Row(JSON.readTree(line))).toList();
        }
    }
}
