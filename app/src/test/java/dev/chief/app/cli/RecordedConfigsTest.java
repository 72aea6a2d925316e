package dev.chief.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.app.cli.Console.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What users of the earlier implementation are used to see, for the configurations that were recorded with it. */
class RecordedConfigsTest {
    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void validateAndPreviewPrintWhatWasRecorded(String id, JsonNode recorded) throws IOException {
        Console console = new Console(directory.toRealPath());
        for (JsonNode file : recorded.get("files")) {
            console.file(file.asString(), "");
        }
        console.file("chief.yaml", recorded.get("yaml").asString());

        Result validated = console.chief("validate");
        assertThat(validated.out()).isEqualTo(
                recorded.get("validate")
                        .get("stdout")
                        .asString()
                        .replace("{DIR}", directory.toRealPath().toString()));

        List<String> preview = console.chief("preview", "--count", "3")
                .out()
                .lines()
                .filter(line -> !line.matches("- (none|\\d{4}-\\d\\d-\\d\\dT.*)"))
                .toList();
        assertThat(preview).isEqualTo(
                recorded.get("preview_static_lines").valueStream().map(JsonNode::asString).toList());
    }

    static Stream<Object[]> cases() throws IOException {
        try (
            BufferedReader lines = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                    RecordedConfigsTest.class.getResourceAsStream("/cases/valid_configs.jsonl")),
                    StandardCharsets.UTF_8))
        ) {
            return lines.lines()
                    .map(JsonMapper.shared()::readTree)
                    .map(row -> new Object[]{row.get("id").asString(), row})
                    .toList()
                    .stream();
        }
    }
}
