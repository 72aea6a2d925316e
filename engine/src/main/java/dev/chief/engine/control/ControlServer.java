package dev.chief.engine.control;

import dev.chief.engine.daemon.Daemon;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.core.JacksonException;

/** Answers requests for a daemon, each on a thread of its own. For the process that holds the lock of the state directory. */
public final class ControlServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MOST_BYTES = 1 << 16;
    private static final int BACKLOG = 64;

    private final ServerSocketChannel server;
    private final Path file;
    private final Daemon daemon;

    private ControlServer(ServerSocketChannel server, Path file, Daemon daemon) {
        this.server = server;
        this.file = file;
        this.daemon = daemon;
    }

    /**
     * Opens the socket, in place of one that a daemon left behind.
     *
     * @throws IOException if that cannot be done
     */
    public static ControlServer open(Path stateDirectory, Daemon daemon) throws IOException {
        Path file = stateDirectory.resolve(SocketPath.FILE);
        Files.deleteIfExists(file);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try (SocketPath path = SocketPath.in(stateDirectory)) {
            channel.bind(path.address(), BACKLOG);
            // Nobody is answered before this is done: the thread that answers is started last.
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        ControlServer server = new ControlServer(channel, file, daemon);
        Thread.ofVirtual().name("control").start(server::accept);
        return server;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().name("control request").start(() -> serve(client));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // Too many open files, say: the next one may have more luck, a little later.
                LockSupport.parkNanos(this, PAUSE.toNanos());
            }
        }
    }

    private void serve(SocketChannel client) {
        Thread patience = Lines.closeAfter(PATIENCE.plusSeconds(1), client);
        try (client) {
            Lines.write(client, answer(Lines.read(client, MOST_BYTES)));
        } catch (IOException e) {
            // The client is gone, or says nothing; there is nobody to tell.
            return;
        } finally {
            patience.interrupt();
        }
    }

    private Response answer(String line) {
        Optional<Request> read = request(line);
        if (read.isEmpty()) {
            return Response.refused("a request is one line of JSON with version and command");
        }
        Request request = read.get();
        if (request.version() != Request.VERSION) {
            return Response.refused("the daemon speaks version " + Request.VERSION + " of the protocol, not "
                    + request.version() + "; start the daemon again after an upgrade");
        }
        String argument = Optional.ofNullable(request.argument()).orElse("");
        return switch (Optional.ofNullable(request.command()).orElse("")) {
            case Request.STATUS -> outcome(daemon.status()
                    .thenApply(status -> Response.of(Status.of(status, ProcessHandle.current().pid()))));
            case Request.TRIGGER -> outcome(daemon.trigger(argument).thenApply(Response::of));
            case Request.CANCEL -> outcome(daemon.cancel(argument).thenApply(Response::of));
            case Request.RELOAD -> outcome(daemon.reload()
                    .thenApply(done -> done ? Response.done("the configuration is read and in force")
                            : Response.refused(
                                    "the configuration has problems; the schedule stays as it was")));
            default -> Response.refused("unknown command \"" + request.command() + "\"");
        };
    }

    /** Empty for what is none, and for the word null. */
    private static Optional<Request> request(String line) {
        try {
            return Optional.ofNullable(Lines.JSON.readValue(line, Request.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Response outcome(CompletableFuture<Response> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Response.refused("no answer within " + PATIENCE.toSeconds()
                    + " s: the daemon is busy, or can record nothing at the moment (see its log)");
        } catch (ExecutionException e) {
            return Response.refused("the daemon failed: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Response.refused("interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(file);
    }
}
