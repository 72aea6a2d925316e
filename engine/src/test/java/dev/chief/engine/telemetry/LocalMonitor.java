package dev.chief.engine.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A monitor on a real socket that does what a test says, and remembers what it took. For any thread. */
final class LocalMonitor implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerSocket server;
    private final List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> heads = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Manner manner = Manner.answering(202, "{\"inserted\":1,\"dropped\":0}");

    /**
     * How it answers.
     *
     * @param takes whether it keeps the events
     */
    record Manner(boolean takes, Speech speech) {
        /** What it does with the connection. */
        interface Speech {
            void answer(Socket socket, LocalMonitor monitor) throws IOException;
        }

        static Manner answering(int status, String body) {
            return new Manner(status == 202, (socket, monitor) -> answer(socket, status, body));
        }

        /** Says nothing at all. */
        static Manner silent() {
            return dripping("", "");
        }

        /** Says something, and then something more now and then, for ever. */
        static Manner dripping(String first, String drop) {
            return new Manner(first.startsWith("HTTP/1.1 2"),
                    (socket, monitor) -> monitor.untilClosed(socket, first, drop));
        }
    }

    LocalMonitor() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    void does(Manner newManner) {
        manner = newManner;
    }

    int requests() {
        return requests.get();
    }

    /** The head of the last request, in lower case. */
    String lastHead() {
        return heads.getLast().toLowerCase(Locale.ROOT);
    }

    /** All events that it took, in the order of arrival. */
    List<JsonNode> events() {
        return List.copyOf(events);
    }

    List<String> texts(String field) {
        return events().stream().map(event -> event.path(field).asString("")).toList();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket; InputStream in = new BufferedInputStream(socket.getInputStream())) {
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                requests.incrementAndGet();
                heads.add(head);
                JsonNode body = JSON.readTree(in.readNBytes(length(head)));
                Manner now = manner;
                if (now.takes()) {
                    body.path("events").forEach(events::add);
                }
                now.speech().answer(socket, this);
            }
        } catch (IOException e) {
            // The other side has gone; what it sent until then is kept.
            return;
        }
    }

    private static void answer(Socket socket, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        // In one piece: of two, the second would wait 40 ms for the other side to confirm the first.
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(("HTTP/1.1 " + status + " Said\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(ISO_8859_1));
        whole.writeBytes(bytes);
        OutputStream out = socket.getOutputStream();
        out.write(whole.toByteArray());
        out.flush();
    }

    private void untilClosed(Socket socket, String first, String drop) throws IOException {
        socket.getOutputStream().write(first.getBytes(ISO_8859_1));
        while (!server.isClosed()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            socket.getOutputStream().write(drop.getBytes(ISO_8859_1));
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private static int length(String head) {
        for (String line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring(15).strip());
            }
        }
        return 0;
    }
}
