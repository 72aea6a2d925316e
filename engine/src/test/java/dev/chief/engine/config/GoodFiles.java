package dev.chief.engine.config;

import java.util.stream.Stream;

/** Configurations that are good, from all sources. */
final class GoodFiles {
    private GoodFiles() {}

    static Stream<String> all() {
        return Stream.of(
                Cases.rows("valid_configs.jsonl").map(row -> row.get("yaml").asString()),
                GuideExamplesTest.examples().map(example -> GuideExamplesTest.whole(Cases.text(example))),
                Stream.of(Everything.yaml()))
                .flatMap(files -> files);
    }
}
