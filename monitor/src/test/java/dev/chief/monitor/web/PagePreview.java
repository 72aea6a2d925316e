package dev.chief.monitor.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chief.monitor.http.HttpServer;
import dev.chief.monitor.http.Limits;
import dev.chief.monitor.http.Request;
import dev.chief.monitor.http.Response;
import dev.chief.monitor.web.page.Page;
import dev.chief.monitor.web.page.Viewer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** Serves the sample pages, with the headers that the monitor sends, so that a browser shows them. */
final class PagePreview implements AutoCloseable {
    private static final String END = "";

    private final HttpServer server;
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final List<BlockingQueue<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile Samples samples;

    PagePreview(Samples samples) throws IOException {
        this(samples, 0);
    }

    private PagePreview(Samples samples, int port) throws IOException {
        this.samples = samples;
        this.server = HttpServer.start("127.0.0.1", port, Limits.USUAL, InstantSource.fixed(Samples.NOW),
                this::answer);
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
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** What forms sent: the path, a blank, the body. */
    List<String> posts() {
        return posts;
    }

    /** Shows other pages from now on, and tells the browsers. */
    void change(Samples next) {
        samples = next;
        listeners.forEach(listener -> listener.add("event: check\ndata: {}\n\n"));
    }

    @Override
    public void close() {
        listeners.forEach(listener -> listener.add(END));
        server.close();
    }

    private Response answer(Request request) {
        if (request.path().equals("/v1/stream")) {
            return new Response.Streamed(200, "text/event-stream", this::tell, Map.of());
        }
        if (request.method().equals("POST")) {
            posts.add(request.path() + " " + new String(request.body(), UTF_8));
            return Answers.to("/alerts");
        }
        Optional<StaticFile> file = Samples.files().at(request.path());
        if (file.isPresent()) {
            return Answers.file(request, file.get());
        }
        Page page = Optional.ofNullable(samples.all().get(request.path())).orElseGet(samples::missing);
        return Response.of(200, Pages.CONTENT_TYPE, Pages.render(page));
    }

    private void tell(OutputStream out) throws IOException {
        BlockingQueue<String> news = new LinkedBlockingQueue<>();
        news.add(": hello\n\n");
        listeners.add(news);
        try {
            for (String next = news.take(); !next.equals(END); next = news.take()) {
                out.write(next.getBytes(UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.remove(news);
        }
    }
}
