package dev.chief.bench.monitor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** A connection that is kept, with one request at a time. It costs less than a client that can do more. For one thread. */
final class Connection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private String body = "";

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** Sends a request and waits for all of its answer, which must have a status. */
    Connection exchange(byte[] request, int status) throws IOException {
        socket.getOutputStream().write(request);
        String first = line();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        body = new String(in.readNBytes(length), UTF_8);
        if (!first.startsWith("HTTP/1.1 " + status)) {
            throw new IOException(first + ": " + body);
        }
        return this;
    }

    /** The body of the last answer. */
    String body() {
        return body;
    }

    private String line() throws IOException {
        byte[] line = new byte[512];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The monitor closed the connection.");
            }
            if (next != '\r' && length < line.length) {
                line[length++] = (byte) next;
            }
        }
        return new String(line, 0, length, ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
