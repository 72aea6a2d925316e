package dev.chief.engine.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes lines of JSON. */
final class Lines {
    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Lines() {}

    /**
     * Reads up to a line feed or the end.
     *
     * @throws IOException if it is longer than so many bytes
     */
    static String read(SocketChannel channel, int mostBytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        while (channel.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                line.write(next);
            }
            buffer.clear();
            if (line.size() > mostBytes) {
                throw new IOException("a line is longer than " + mostBytes + " bytes");
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    static void write(SocketChannel channel, Object document) throws IOException {
        byte[] line = (JSON.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
            var _ = channel.write(buffer);
        }
    }

    /** Closes a channel after a time, so that whoever reads from it does not wait for ever. Interrupt it to spare the channel. */
    static Thread closeAfter(Duration patience, SocketChannel channel) {
        return Thread.ofVirtual().name("control patience").start(() -> {
            try {
                // A blocking channel has no time-out of its own. The thread is virtual: it holds nothing while it waits.
                Thread.sleep(patience);
                channel.close();
            } catch (InterruptedException | IOException e) {
                // It was in time, or the channel is closed already.
                return;
            }
        });
    }
}
