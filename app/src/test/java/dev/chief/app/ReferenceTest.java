package dev.chief.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reference pages name everything that there is. */
class ReferenceTest {
    private static final Path CHECKOUT = Path.of("..");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

    @Test
    void everyKeyOfTheConfigurationHasARowAndAnExample() throws IOException {
        String pages = page("configuration.md") + page("schedules.md");
        String examples = EXAMPLE.matcher(pages)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining());
        String rows = rows(pages);
        JsonNode schema = new JsonMapper()
                .readTree(Files.readString(CHECKOUT.resolve("schema/chief.schema.json")));
        Set<String> keys = new TreeSet<>();
        collect(schema, keys);

        assertThat(keys).contains("spool_max_bytes", "weekdays_only", "alert_on_miss");
        assertThat(keys).allSatisfy(key -> {
            assertThat(rows).containsPattern("`([a-z]+\\.)?" + key + "`");
            assertThat(examples).containsPattern("(?m)(^|[ {,-])" + key + ":");
        });
    }

    @Test
    void everyEventHasARow() throws IOException {
        String rows = rows(page("telemetry.md"));

        assertThat(EventType.values()).allSatisfy(type -> assertThat(rows).contains("`" + type.text() + "`"));
    }

    private static String page(String name) throws IOException {
        return Files.readString(CHECKOUT.resolve("docs").resolve(name));
    }

    private static String rows(String pages) {
        return pages.lines().filter(line -> line.startsWith("|")).collect(Collectors.joining("\n"));
    }

    private static void collect(JsonNode schema, Set<String> keys) {
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            if (entry.getKey().equals("properties")) {
                keys.addAll(entry.getValue().propertyNames());
            }
        }
        schema.forEach(inner -> collect(inner, keys));
    }
}
