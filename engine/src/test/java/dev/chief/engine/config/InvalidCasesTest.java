package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class InvalidCasesTest {
    /** Sentences that users of the earlier implementation know, and that must stay as they are. */
    private static final List<String> KNOWN = List.of("\"monthly\" requires either",
            "seconds intervals are unsupported", "Invalid timezone ", "Duplicate job name ",
            "Script path does not exist for ", "working directory does not exist at ",
            "named holidays are disabled", "\"custom\" requires at least one of ");

    @TempDir
    Path folder;

    static Stream<JsonNode> rows() {
        return Cases.rows("invalid.jsonl");
    }

    /** The expected places and sentences were reviewed row by row. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("rows")
    void everyRecordedMistakeIsRefusedWhereItStands(JsonNode row) {
        String id = row.get("id").asString();
        List<String> expected = Cases.text("/cases/invalid-expected.tsv")
                .lines()
                .filter(line -> line.startsWith(id + "\t"))
                .toList();
        Project project = new Project(folder).file("sub/inner.py");

        List<String> found = project.errors(row.get("yaml").asString())
                .stream()
                .map(error -> id + "\t" + place(error) + "\t" + error.path() + "\t"
                        + error.message().replace(project.folder().toString(), "{DIR}"))
                .toList();

        assertThat(found).isNotEmpty().isEqualTo(expected);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("rows")
    void sentencesThatUsersKnowStayAsTheyAre(JsonNode row) {
        String recorded = row.get("error").isNull() ? "" : recorded(row.get("error").asString());
        boolean fixed = KNOWN.stream().anyMatch(recorded::startsWith)
                || recorded.contains(" must be HH:MM (24-hour), got ");
        // A control character is shown as an escape now.
        if (!fixed || recorded.indexOf('\0') >= 0) {
            return;
        }
        Project project = new Project(folder);

        assertThat(project.errors(row.get("yaml").asString()))
                .extracting(error -> error.message().replace(project.folder().toString(), "{DIR}"))
                .contains(recorded);
    }

    private static String place(Diagnostic error) {
        Diagnostic.Location at = error.location().orElseThrow();
        return at.line() + ":" + at.column() + "+" + at.width();
    }

    /** The recorded sentence with lists in our notation. */
    private static String recorded(String error) {
        return error.substring("Error: ".length()).replace("'", "");
    }
}
