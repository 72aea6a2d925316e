package dev.chief.monitor.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.web.page.Page;
import dev.chief.monitor.web.page.Viewer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String MARKUP = "<img src=x onerror=alert(1)>\"'&";

    @Test
    void markupInAnyFieldIsShownAsText() {
        Samples samples = new Samples(Samples.viewer(Viewer.Theme.SYSTEM), MARKUP);
        assertThat(samples.all())
                .allSatisfy((path, page) -> assertThat(html(page)).as(path).doesNotContain("<img"));
        assertThat(html(samples.job())).contains("&lt;img src=x onerror=alert(1)&gt;");
    }

    @Test
    void noPageHoldsAScriptOrAStyle() {
        assertThat(Samples.of(Viewer.Theme.DARK).all())
                .allSatisfy((path, page) -> assertThat(html(page)).as(path)
                        .doesNotContain("<style")
                        .doesNotContain(" style=")
                        .doesNotContainPattern("<script(?! src)")
                        .doesNotContainPattern("\\son[a-z]+="));
    }

    @Test
    void aFirstVisitIsLightAndLaterOnesAreLighter() throws IOException {
        StaticFiles files = Samples.files();
        int once = 0;
        for (String path : new String[]{files.assets().style(), files.assets().script(),
                files.assets().icon()}) {
            once += files.at(path).orElseThrow().content(true).length;
        }
        assertThat(once).isLessThan(30_000);
        for (Page page : Samples.of(Viewer.Theme.LIGHT).all().values()) {
            assertThat(compressed(Pages.render(page))).isLessThan(30_000);
        }
    }

    @Test
    void theAddressOfAFileChangesWithItsContent() {
        assertThat(Samples.files().assets().style()).matches("/assets/chief\\.[0-9a-f]{12}\\.css");
        assertThat(Samples.files().at("/assets/chief.css")).isEmpty();
    }

    @Test
    void theTabTellsOfProblems() {
        assertThat(html(Samples.of(Viewer.Theme.SYSTEM).overview()))
                .contains("<title>(3) Overview · Chief</title>")
                .contains("icon-alarm.");
        assertThat(html(Samples.of(Viewer.Theme.SYSTEM).first())).contains("<title>Overview · Chief</title>")
                .doesNotContain("icon-alarm.");
    }

    private static String html(Page page) {
        return new String(Pages.render(page), UTF_8);
    }

    private static int compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.size();
    }
}
