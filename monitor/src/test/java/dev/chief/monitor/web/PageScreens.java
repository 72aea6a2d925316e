package dev.chief.monitor.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.chief.monitor.web.page.Viewer;
import java.io.IOException;
import java.nio.file.Path;

/** Takes pictures of all sample pages, in both themes and three widths, into a folder. */
final class PageScreens {
    private PageScreens() {}

    static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        try (Chromium chromium = Chromium.start()) {
            for (Viewer.Theme theme : new Viewer.Theme[]{Viewer.Theme.LIGHT, Viewer.Theme.DARK}) {
                Samples samples = Samples.of(theme);
                try (PagePreview preview = new PagePreview(samples)) {
                    for (int width : new int[]{360, 768, 1440}) {
                        BrowserContext context = chromium.browser()
                                .newContext(new Browser.NewContextOptions().setViewportSize(width, 900)
                                        .setTimezoneId("Europe/Berlin"));
                        Page page = context.newPage();
                        for (String path : samples.all().keySet()) {
                            page.navigate(preview.address() + path);
                            String name = path.equals("/") ? "overview" : path.substring(1).replace('/', '-');
                            page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                                    .setPath(
                                            folder.resolve(name + "-" + width + "-" + theme.key() + ".png")));
                        }
                        context.close();
                    }
                }
            }
        }
    }
}
