package dev.chief.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation leads to what is there. */
class LinksTest {
    private static final Path CHECKOUT = Path.of("..");

    @TempDir
    Path folder;

    @Test
    void everyLinkOfTheDocumentationLeadsSomewhere() throws IOException {
        List<Path> files = new ArrayList<>();
        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "clients/python/README.md")
                .map(CHECKOUT::resolve)
                .forEach(files::add);
        try (Stream<Path> docs = Files.list(CHECKOUT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
        }
        List<String> broken = new ArrayList<>();
        for (Path file : files) {
            broken.addAll(Links.broken(file));
        }
        assertThat(files).hasSizeGreaterThan(15);
        assertThat(broken).isEmpty();
    }

    @Test
    void aMissingFileAndAMissingHeadingAreFound() throws IOException {
        Files.writeString(folder.resolve("other.md"), """
                # Other
                ## Jobs: `monitor`, twice
                ## Same
                ## Same
                ```
                ## Not a heading
                ```
                """);
        Path page = Files.writeString(folder.resolve("page.md"),
                """
                        # Page
                        [here](#page) [there](other.md#jobs-monitor-twice) [second](other.md#same-1) [net](https://example.org/x)
                        ![no picture](none.png) [no file](none.md) [no
                        heading](other.md#nowhere) [in a block](other.md#not-a-heading) [no such](#pages)
                        `[code](none.txt)`
                        ```
                        [block](none.txt)
                        ```
                        """);

        assertThat(Links.broken(page)).containsExactly("page.md: none.png", "page.md: none.md",
                "page.md: other.md#nowhere", "page.md: other.md#not-a-heading", "page.md: #pages");
    }
}
