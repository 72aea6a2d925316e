import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts the monitor whose command line is its arguments, waits until it says where it is, asks it for what it is asked for first,
 * and stops it.
 */
final class Visit {
    private static final Pattern ADDRESS = Pattern.compile(" is at (http://[^ ,]+)");
    private static final List<String> PAGES = List.of("/v1/health", "/v1/status/summary", "/v1/status/jobs", "/v1/alerts",
            "/v1/events", "/v1/runs", "/v1/unheard-of", "/metrics", "/");
    private static final String EVENTS = """
            {"events": [{"sourceType": "chief", "eventType": "chief.started", "level": "INFO", "message": "started"},
            {"sourceType": "chief", "eventType": "job.started", "level": "INFO", "message": "started", "jobName": "trained",
            "runId": "1", "eventAt": "2026-01-01T00:00:00.000Z", "metadata": {"grace_seconds": 120}},
            {"sourceType": "chief", "eventType": "job.failed", "level": "ERROR", "message": "failed", "jobName": "trained",
            "runId": "1", "success": false, "eventAt": "2026-01-01T00:00:01.000Z", "metadata": {"grace_seconds": 120}}]}
            """;

    private Visit() {}

    public static void main(String[] command) throws IOException, InterruptedException {
        Process monitor = new ProcessBuilder(command).start();
        try (BufferedReader said = monitor.errorReader()) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    visit(URI.create(address.group(1)));
                    break;
                }
            }
        } finally {
            monitor.destroy();
            monitor.waitFor();
        }
    }

    private static void visit(URI address) throws IOException {
        HttpURLConnection post = (HttpURLConnection) address.resolve("/v1/events/batch").toURL().openConnection();
        post.setRequestProperty("content-type", "application/json");
        post.setDoOutput(true);
        try (OutputStream body = post.getOutputStream()) {
            body.write(EVENTS.getBytes(StandardCharsets.UTF_8));
        }
        post.getResponseCode();
        for (String page : PAGES) {
            ((HttpURLConnection) address.resolve(page).toURL().openConnection()).getResponseCode();
        }
    }
}
