package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.chief.engine.config.Node.Mapping;
import dev.chief.engine.config.Node.Scalar;
import dev.chief.engine.config.Node.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Holds the schema for editors against the loader. */
class SchemaTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Schema SCHEMA = schema();
    /** Categories of recorded mistakes in YAML itself, where there is nothing that a schema could look at. */
    private static final Set<String> NO_YAML = Set.of("i0014", "i0016", "i0021", "i0108", "i0642");
    /**
     * Recorded mistakes that lie in a value's meaning: files, zones, dates, names, ranges, quotes. (To JSON Schema 1.0 and
     * 1e3, i0114 and i0117, are integers.)
     */
    private static final Set<String> NOT_OF_SHAPE = Set.of("i0114", "i0117", "i0144", "i0153", "i0209",
            "i0213", "i0225",
            "i0229",
            "i0242", "i0244", "i0260", "i0262", "i0274", "i0287", "i0470", "i0516", "i0530", "i0595", "i0597",
            "i0598", "i0626", "i0627", "i0628", "i0632", "i0637");

    @TempDir
    Path folder;

    static Stream<JsonNode> mistakesOfShape() {
        return Cases.rows("invalid.jsonl")
                .filter(row -> !NO_YAML.contains(row.get("id").asString())
                        && !NOT_OF_SHAPE.contains(row.get("id").asString()));
    }

    static Stream<JsonNode> otherMistakes() {
        return Cases.rows("invalid.jsonl").filter(row -> NOT_OF_SHAPE.contains(row.get("id").asString()));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("dev.chief.engine.config.GoodFiles#all")
    void everyGoodFilePassesTheSchema(String yaml) {
        assertThat(errors(yaml)).isEmpty();
    }

    @Test
    void everyKeyOfTheGrammarPassesBoth() {
        assertThat(Everything.project(folder).good(Everything.yaml()).jobs()).hasSize(2);
        assertThat(errors(Everything.yaml())).isEmpty();
    }

    @Test
    void everyRecordedSchedulePassesTheSchema() {
        Cases.rows("schedules.jsonl").forEach(row -> {
            String yaml = Project.scheduled("x").replace("{x}", row.get("schedule").toString());
            assertThat(errors(yaml)).as(yaml).isEmpty();
        });
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("mistakesOfShape")
    void everyRecordedMistakeOfShapeIsRefusedByTheSchemaToo(JsonNode row) {
        assertThat(errors(row.get("yaml").asString())).as(row.get("yaml").asString()).isNotEmpty();
    }

    /** Should the schema learn one of these, it moves to those above. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("otherMistakes")
    void whatOnlyTheLoaderCanTellPassesTheSchema(JsonNode row) {
        assertThat(errors(row.get("yaml").asString())).as(row.get("yaml").asString()).isEmpty();
    }

    @Test
    void theSchemaKnowsTheKeysOfTheLoader() {
        JsonNode schema = SCHEMA.getSchemaNode();

        assertThat(keys(schema)).containsExactlyInAnyOrderElementsOf(Keys.TOP);
        assertThat(keys(schema.at("/$defs/defaults"))).containsExactlyInAnyOrderElementsOf(Keys.DEFAULTS);
        assertThat(keys(schema.at("/$defs/daemon"))).containsExactlyInAnyOrderElementsOf(Keys.DAEMON);
        assertThat(keys(schema.at("/$defs/monitor"))).containsExactlyInAnyOrderElementsOf(Keys.MONITOR);
        assertThat(keys(schema.at("/$defs/job"))).containsExactlyInAnyOrderElementsOf(Keys.JOB);
        assertThat(keys(schema.at("/$defs/script"))).containsExactlyInAnyOrderElementsOf(Keys.SCRIPT);
        assertThat(keys(schema.at("/$defs/retry"))).containsExactlyInAnyOrderElementsOf(Keys.RETRY);
        assertThat(keys(schema.at("/$defs/schedule"))).containsExactlyInAnyOrderElementsOf(Keys.SCHEDULE);
    }

    private static List<String> keys(JsonNode definition) {
        return List.copyOf(definition.get("properties").propertyNames());
    }

    private static List<Error> errors(String yaml) {
        Source source = new Source("chief.yaml", yaml);
        return SCHEMA
                .validate(json(Composer.compose(source, "chief.yaml", new Problems(source)).orElseThrow()));
    }

    private static JsonNode json(Node node) {
        return switch (node) {
            case Scalar scalar -> switch (scalar.kind()) {
                case NULL -> JSON.nullNode();
                case BOOLEAN -> JSON.booleanNode(scalar.text().equalsIgnoreCase("true"));
                case INTEGER -> JSON.numberNode(CoreSchema.integer(scalar.text()));
                case FLOAT -> JSON.numberNode(CoreSchema.number(scalar));
                case WORD, QUOTED -> JSON.stringNode(scalar.text());
                case BROKEN -> throw new AssertionError("broken YAML in line " + scalar.line());
            };
            case Sequence sequence -> {
                ArrayNode array = JSON.arrayNode();
                sequence.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Mapping mapping -> {
                ObjectNode object = JSON.objectNode();
                for (int i = 0; i < mapping.size(); i++) {
                    object.set(mapping.key(i).text(), json(mapping.value(i)));
                }
                yield object;
            }
        };
    }

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of("../schema/chief.schema.json")));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
