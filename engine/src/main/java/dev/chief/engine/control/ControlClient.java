package dev.chief.engine.control;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Asks the daemon of a state directory. */
public final class ControlClient {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** A hundred thousand jobs with long names. */
    private static final int MOST_BYTES = 64 << 20;

    private ControlClient() {}

    /**
     * Sends a request and waits for its answer, at most 15 s.
     *
     * @return the answer, or none if no daemon is running there
     * @throws IOException if one is but does not answer, or may not be asked by this user; the message says so
     */
    public static Optional<Response> ask(Path stateDirectory, Request request) throws IOException {
        Path file = stateDirectory.resolve(SocketPath.FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (!Files.isWritable(file)) {
            throw new IOException("the daemon belongs to another user (" + file + " cannot be written)");
        }
        try (SocketPath path = SocketPath.in(stateDirectory); SocketChannel channel = open(path)) {
            Thread patience = Lines.closeAfter(PATIENCE, channel);
            Lines.write(channel, request);
            String line = Lines.read(channel, MOST_BYTES);
            patience.interrupt();
            return Optional.of(Lines.JSON.readValue(line, Response.class));
        } catch (ClosedChannelException e) {
            throw new IOException("the daemon does not answer; is it stopped?", e);
        } catch (SocketException e) {
            // Nobody listens: it was left behind by a daemon that was killed.
            return Optional.empty();
        } catch (JacksonException e) {
            throw new IOException("the daemon ended before it could answer", e);
        }
    }

    private static SocketChannel open(SocketPath path) throws IOException {
        return SocketChannel.open(path.address());
    }
}
