package dev.chief.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.web.page.Words;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Markup in whatever programs and people can write, all the way through a whole monitor. */
class MarkupTest {
    private static final String MARKUP = "<img src=x onerror=alert(1)>";
    private static final String AS_TEXT = "&lt;img src=x onerror=alert(1)";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void itIsShownAsTextOnEveryPage(@TempDir Path folder) throws IOException, InterruptedException {
        try (client; RealMonitor monitor = RealMonitor.open(folder)) {
            event(monitor, "chief.started", "INFO",
                    """
                            {"instance":"MARKUP","version":"MARKUP","mode":"MARKUP","jobs":[{"job_name":"MARKUP","schedule":"MARKUP",
                             "timezone":"MARKUP","tags":["MARKUP"],"grace_seconds":120,"next_run_at":"2026-11-26T15:00:00Z"}]}""");
            event(monitor, "job.started", "INFO", "{\"script_count\":1,\"MARKUP\":\"MARKUP\"}");
            event(monitor, "script.started", "INFO", "{\"script_index\":1}");
            event(monitor, "script.completed", "ERROR",
                    "{\"script_index\":1,\"error\":\"MARKUP\",\"stdout_preview\":\"MARKUP\",\"stderr_preview\":\"MARKUP\"}");
            event(monitor, "worker.message", "WARN", "{\"MARKUP\":[\"MARKUP\",{\"MARKUP\":\"MARKUP\"}]}");
            event(monitor, "job.failed", "ERROR", "{\"failed_script\":\"MARKUP\",\"reason\":\"MARKUP\"}");
            event(monitor, "MARKUP", "CRITICAL", "{}");
            form(monitor, "/settings/keys", "name", "scope=ingest");
            form(monitor, "/settings/channels", "name",
                    "kind=webhook&types=FAILURE&url=https%3A%2F%2Fexample.com%2F");
            form(monitor, "/settings/channels", "url", "kind=slack&name=refused&types=FAILURE");
            assertText(monitor,
                    List.of("/", "/jobs", "/alerts", "/events", "/settings", Words.jobPath(MARKUP),
                            Words.runPath(MARKUP), "/alerts/1", "/events?event=5",
                            "/events?text=" + encoded(),
                            "/events?type=" + encoded()));
            form(monitor, "/alerts/1/close", "reason", "");
            assertText(monitor, List.of("/alerts/1", "/alerts?status=CLOSED", "/events?from=" + encoded(),
                    "/jobs?text=" + encoded(), "/jobs?tag=" + encoded(), "/jobs?tag=a" + encoded(),
                    "/alerts?job=" + encoded(), Words.jobPath("no" + MARKUP)));
        }
    }

    private void assertText(RealMonitor monitor, List<String> paths)
            throws IOException, InterruptedException {
        for (String path : paths) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(monitor.address(path)))
                    .header("Accept", "text/html")
                    .build();
            String page = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            assertThat(page).as(path).contains(AS_TEXT).doesNotContainIgnoringCase("<img");
        }
    }

    private void event(RealMonitor monitor, String type, String level, String metadata)
            throws IOException, InterruptedException {
        String text = """
                {"sourceType":"chief","eventType":"%s","level":"%s","message":"MARKUP","jobName":"MARKUP","runId":"MARKUP",
                 "scriptPath":"MARKUP","success":false,"metadata":%s}"""
                .formatted(type, level, metadata);
        assertThat(post(monitor, "/v1/events", "application/json", text.replace("MARKUP", MARKUP)))
                .isEqualTo(202);
    }

    private void form(RealMonitor monitor, String path, String field, String more)
            throws IOException, InterruptedException {
        assertThat(post(monitor, path, "application/x-www-form-urlencoded",
                field + "=" + encoded() + "&" + more)).isLessThan(400);
    }

    private int post(RealMonitor monitor, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(monitor.address(path)))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String encoded() {
        return URLEncoder.encode(MARKUP, StandardCharsets.UTF_8);
    }
}
