package dev.chief.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuideExamplesTest {
    @TempDir
    Path folder;

    /** Every YAML block of both guides, 16 in each. */
    static Stream<String> examples() {
        return Stream.of("a", "b")
                .flatMap(guide -> IntStream.rangeClosed(1, 16)
                        .mapToObj(number -> "/guides/guide-%s-%02d.yaml".formatted(guide, number)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleOfTheGuidesLoadsAsItStands(String example) {
        String yaml = Cases.text(example);
        Project project = new Project(folder);
        paths(yaml).forEach(project::file);

        assertThat(project.warnings(whole(yaml))).isEmpty();
    }

    @Test
    void theFullShapeExampleGivesWhatItSays() {
        String yaml = Cases.text("/guides/guide-a-01.yaml");
        Project project = new Project(folder);
        paths(yaml).forEach(project::file);

        Job job = project.job(yaml);

        assertThat(job.trigger().schedule().description())
                .isEqualTo("Runs daily at 06:00 (America/New_York)");
        assertThat(job.scripts()).map(Script::path)
                .containsExactly("workers/sample/extract_demo.py",
                        "workers/sample/transform_demo.py", "workers/sample/load_demo.py");
        assertThat(job.scripts().getFirst().arguments()).containsExactly("--source", "orders");
    }

    private static List<String> paths(String yaml) {
        return yaml.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("- path: "))
                .map(line -> line.substring("- path: ".length()))
                .toList();
    }

    /** A fragment with what a configuration needs around it. */
    static String whole(String yaml) {
        if (yaml.contains("jobs:")) {
            return yaml;
        }
        String schedule = "    schedule: {frequency: daily, time: \"06:00\"}\n";
        String scripts = "    scripts: [{path: s/ok.py}]\n";
        String job = "jobs:\n  - name: a\n";
        return switch (yaml.substring(0, yaml.indexOf(':'))) {
            case "schedule" -> job + yaml.indent(4) + scripts;
            case "scripts" -> job + schedule + yaml.indent(4);
            case "args" -> job + schedule + "    scripts:\n      - path: s/ok.py\n" + yaml.indent(8);
            case "monitor" -> yaml + job + schedule + scripts;
            default -> throw new AssertionError(yaml);
        };
    }
}
