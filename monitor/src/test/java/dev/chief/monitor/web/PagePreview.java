package dev.chief.monitor.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chief.monitor.web.page.Page;
import dev.chief.monitor.web.page.Viewer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** Serves the sample pages, with the headers that the monitor sends, so that a browser shows them. */
final class PagePreview implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
    private volatile Samples samples;

    PagePreview(Samples samples) throws IOException {
        this(samples, 0);
    }

    private PagePreview(Samples samples, int port) throws IOException {
        this.samples = samples;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Serves them until it is ended: the port, then the theme. */
    static void main(String[] arguments) throws IOException, InterruptedException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7411;
        Viewer.Theme theme = Viewer.Theme.of(arguments.length > 1 ? arguments[1] : "system");
        try (PagePreview preview = new PagePreview(Samples.of(theme), port)) {
            System.out.println("The sample pages are at " + preview.address());
            Thread.currentThread().join();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What forms sent: the path, a blank, the body. */
    List<String> posts() {
        return posts;
    }

    /** Shows other pages from now on, and tells the browsers. */
    void change(Samples next) throws IOException {
        samples = next;
        for (OutputStream listener : listeners) {
            listener.write("event: check\ndata: {}\n\n".getBytes(UTF_8));
            listener.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/v1/stream")) {
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            listeners.add(exchange.getResponseBody());
            return;
        }
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("content-security-policy", Pages.CONTENT_SECURITY_POLICY);
            exchange.getResponseHeaders().set("x-content-type-options", "nosniff");
            if (exchange.getRequestMethod().equals("POST")) {
                posts.add(path + " " + new String(sent, UTF_8));
                exchange.getResponseHeaders().set("location", "/alerts");
                exchange.sendResponseHeaders(303, -1);
                return;
            }
            Optional<StaticFile> file = Samples.files().at(path);
            if (file.isPresent()) {
                exchange.getResponseHeaders().set("cache-control", StaticFiles.CACHE_CONTROL);
                exchange.getResponseHeaders().set("content-encoding", "gzip");
                send(exchange, 200, file.get().contentType(), file.get().content(true));
                return;
            }
            Optional<Page> page = Optional.ofNullable(samples.all().get(path));
            exchange.getResponseHeaders().set("content-encoding", "gzip");
            send(exchange, page.isPresent() ? 200 : 404, Pages.CONTENT_TYPE,
                    gzip(Pages.render(page.orElseGet(samples::missing))));
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
