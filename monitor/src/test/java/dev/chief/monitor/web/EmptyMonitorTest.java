package dev.chief.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a monitor says that has heard nothing yet. */
class EmptyMonitorTest {
    @TempDir
    Path folder;

    @Test
    void itTellsChiefToUseTheAddressThatItWasAskedBy() throws IOException, InterruptedException {
        try (Monitor monitor = Monitor.open(folder)) {
            assertThat(overview(monitor)).contains("endpoint: " + monitor.address());
        }
    }

    @Test
    void itTellsChiefToUseTheAddressOfTheSettingsIfTheyHaveOne() throws IOException, InterruptedException {
        try (Monitor monitor = Monitor.knownAs(URI.create("https://monitor.example"), folder)) {
            assertThat(overview(monitor)).contains("endpoint: https://monitor.example")
                    .doesNotContain("endpoint: " + monitor.address());
        }
    }

    private static String overview(Monitor monitor) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(monitor.address().resolve("/")).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
