package dev.chief.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder in which a test starts monitors, and what asks the newest of them; none of them outlives the test. */
final class MonitorFolder implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile(" is at (http://127[.]0[.]0[.]1:\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final List<ChiefProcess> processes = new ArrayList<>();
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private URI endpoint = URI.create("http://127.0.0.1:9");

    MonitorFolder(Path directory) {
        this.directory = directory;
    }

    /** Sets a variable for what is started from now on. */
    MonitorFolder set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Starts {@code chief monitor} on a free port and waits until it says where it is. */
    ChiefProcess monitor(String... options) {
        List<String> words = new ArrayList<>(List.of("monitor", "--port", "0"));
        words.addAll(List.of(options));
        return located(start(words.toArray(String[]::new)));
    }

    /** Waits until a process says where its monitor is, which is asked from now on. */
    ChiefProcess located(ChiefProcess process) {
        process.says(", its data in ");
        // In JSON each slash has one more before it.
        Matcher address = ADDRESS.matcher(process.err().replace("\\/", "/"));
        if (!address.find()) {
            throw new AssertionError("no address in " + process.err());
        }
        endpoint = URI.create(address.group(1));
        return process;
    }

    /** Starts a command. */
    ChiefProcess start(String... words) {
        ChiefProcess process = ChiefProcess.start(directory, environment, words);
        processes.add(process);
        return process;
    }

    /** Executes a command to its end. */
    ChiefProcess chief(String... words) {
        return start(words).ended();
    }

    /** Where the newest monitor is. */
    URI endpoint() {
        return endpoint;
    }

    int port() {
        return endpoint.getPort();
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** What the monitor answers. */
    JsonNode get(String path) throws IOException {
        return JsonMapper.shared().readTree(send(HttpRequest.newBuilder(endpoint.resolve(path))).body());
    }

    /** Sends something to the monitor; returns the status. */
    int send(String method, String path, String json) throws IOException {
        return send(HttpRequest.newBuilder(endpoint.resolve(path))
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(json))).statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        processes.forEach(ChiefProcess::destroy);
        client.shutdownNow();
        client.close();
    }
}
