package dev.chief.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see instead of a page, and programs instead of an answer. */
class FailuresTest {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json";

    private final HttpClient client = HttpClient.newHttpClient();
    private Monitor monitor;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        monitor = Monitor.open(folder);
    }

    @AfterEach
    void close() {
        client.close();
        monitor.close();
    }

    @Test
    void whereNothingIsPeopleSeeAPageAndProgramsJson() throws IOException, InterruptedException {
        assertThat(get("/nowhere")).satisfies(it -> is(it, 404, HTML, "There is no page at this address."));
        assertThat(get("/v1/nowhere")).satisfies(it -> is(it, 404, JSON, "{\"error\":\"Not found\"}"));
        assertThat(get("/badge/nowhere")).satisfies(it -> is(it, 404, JSON, "Not found"));
        assertThat(get("/assets/nothing.css")).satisfies(it -> is(it, 404, JSON, "Not found"));
        assertThat(get("/robots.txt")).satisfies(it -> is(it, 404, JSON, "Not found"));
    }

    @Test
    void whatAPageDoesNotTakeSaysSoAndWhatItTakes() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/jobs").DELETE().build());
        is(answer, 405, HTML, "This address does not take such requests.");
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void aFormOfAnotherSiteIsRefusedInWords() throws IOException, InterruptedException {
        HttpRequest.Builder form = request("/preferences")
                .POST(HttpRequest.BodyPublishers.ofString("theme=dark"))
                .header("Origin", "https://evil.example");
        is(send(form.build()), 403, HTML, "are not taken.");
    }

    @Test
    void aPageThatFailsGivesNothingAway() throws IOException, InterruptedException {
        HttpResponse<String> page = get("/broken");
        is(page, 500, HTML, "Something went wrong");
        assertThat(page.body()).doesNotContain("for the log alone");
        is(get("/v1/broken"), 500, JSON, "{\"error\":\"Internal error\"}");
    }

    @Test
    void aDatabaseThatIsAwayIsSaidToPeopleAndPrograms(@TempDir Path other)
            throws IOException, InterruptedException {
        try (Monitor guarded = Monitor.withSignIn(other)) {
            guarded.database.close();
            // The session is looked for before anything else, so that it is not the page that finds out.
            HttpRequest.Builder signedIn = HttpRequest.newBuilder(guarded.address().resolve("/jobs"))
                    .header("Cookie", "chief_session=" + "x".repeat(43));
            HttpResponse<String> page = send(signedIn.build());
            is(page, 503, HTML, "The database is away");
            assertThat(page.headers().firstValue("Retry-After")).contains("5");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(monitor.address().resolve(path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void is(HttpResponse<String> answer, int status, String type, String text) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        assertThat(answer.body()).contains(text);
    }
}
