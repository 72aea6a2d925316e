package dev.chief.monitor.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.Set;

/**
 * A server for HTTP/1.1, a virtual thread a connection. For any thread.
 */
public final class HttpServer implements AutoCloseable {
    private final WebServer server;
    private final Alarms alarms;

    private HttpServer(WebServer server, Alarms alarms) {
        this.server = server;
        this.alarms = alarms;
    }

    /**
     * Begins to take requests.
     *
     * @param host a name or an address of this machine
     * @param port 0 for any that is free
     * @param time for the dates of answers
     * @throws IOException if it cannot listen there; the message says why
     */
    public static HttpServer start(String host, int port, Limits limits, InstantSource time, Handler handler)
            throws IOException {
        if (new InetSocketAddress(host, port).isUnresolved()) {
            throw new IOException("Cannot listen on " + host + ":" + port + ": no such host.");
        }
        if (port != 0) {
            checkFree(host, port);
        }
        Alarms alarms = new Alarms();
        Exchange exchange = new Exchange(handler, limits, time);
        WebServer server = WebServer.builder()
                .shutdownHook(false)
                .host(host)
                .port(port)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                // An answer of several packets would wait for the client to acknowledge the first, which takes it 40 ms.
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .addConnectionSelector(new Selector(limits, alarms))
                // What is larger is refused by a broken connection, what is a little too large by an answer that can be read.
                .maxPayloadSize(limits.drainedBytes())
                .maxTcpConnections(limits.connections())
                .shutdownGracePeriod(limits.stop())
                .directHandlers(failures(time))
                .addRouting(HttpRouting.builder().any(exchange::handle))
                .build();
        server.start();
        if (!server.isRunning()) {
            alarms.close();
            throw new IOException("Cannot listen on " + host + ":" + port + ".");
        }
        return new HttpServer(server, alarms);
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** Takes no more requests, and waits for those in flight as long as its limits allow. */
    @Override
    public void close() {
        server.stop();
        alarms.close();
    }

    /** Asked first, because Helidon logs why it cannot listen, with a stack trace, and does not tell it. */
    private static void checkFree(String host, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new IOException("Cannot listen on " + host + ":" + port + ": " + e.getMessage() + ".", e);
        }
    }

    /** Connections within limits. The only selector, so that Helidon does not first wait, for ever, for bytes to choose by. */
    private static final class Selector implements ServerConnectionSelector {
        private final ServerConnectionSelector http1;
        private final Limits limits;
        private final Alarms alarms;

        Selector(Limits limits, Alarms alarms) {
            this.http1 = Http1ConnectionSelector.builder()
                    .config(Http1Config.builder()
                            .maxHeadersSize(limits.headerBytes())
                            .maxPrologueLength(limits.requestLineBytes())
                            .sendKeepAliveHeader(false)
                            .build())
                    .build();
            this.limits = limits;
            this.alarms = alarms;
        }

        @Override
        public int bytesToIdentifyConnection() {
            return http1.bytesToIdentifyConnection();
        }

        @Override
        public Support supports(BufferData data) {
            return http1.supports(data);
        }

        @Override
        public Set<String> supportedApplicationProtocols() {
            return http1.supportedApplicationProtocols();
        }

        @Override
        public ServerConnection connection(ConnectionContext connection) {
            return http1.connection(new BoundedConnection(connection, limits, alarms));
        }
    }

    /** What is wrong with a request before there is one to handle, or while its body is read. */
    private static DirectHandlers failures(InstantSource time) {
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            builder.addHandler(type, new Failures(time));
        }
        return builder.build();
    }

    private static final class Failures implements DirectHandler {
        private final InstantSource time;

        Failures(InstantSource time) {
            this.time = time;
        }

        @Override
        public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message
        ) {
            // What fails before a request reaches its handler is the fault of the request.
            Status told = status.code() == Status.INTERNAL_SERVER_ERROR_500.code() ? Status.BAD_REQUEST_400
                    : status;
            Response.Whole response = Exchange.failure(told.code());
            TransportResponse.Builder builder = TransportResponse.builder()
                    .status(told)
                    .header(HeaderNames.DATE, Exchange.date(time.instant()))
                    .keepAlive(false)
                    .header(HeaderNames.CONTENT_TYPE, response.type())
                    .entity(response.body());
            SecurityHeaders.ALL.forEach((name, value) -> builder.header(HeaderNames.create(name), value));
            return builder.build();
        }
    }
}
