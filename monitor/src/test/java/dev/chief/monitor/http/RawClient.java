package dev.chief.monitor.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Says to a server what no client would, byte by byte. */
public final class RawClient implements AutoCloseable {
    /** An answer that does not come fails the test, instead of holding it for ever. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private boolean closed;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects to a port of this machine. */
    public static RawClient connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new RawClient(socket);
    }

    /** Sends text, a character a byte. */
    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes; that the other end has closed already is no failure. */
    public RawClient send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException _) {
            // What the server said is still to be read.
            closed = true;
        }
        return this;
    }

    /** Whether the server is known to have closed the connection; found out by sending. */
    public boolean isClosed() {
        return closed;
    }

    /** Says that nothing more comes. */
    public RawClient finish() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException _) {
            closed = true;
        }
        return this;
    }

    /** All that the server says until it closes the connection. */
    public String readAll() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                bytes.write(b);
            }
        } catch (SocketException _) {
            // Closed with something of ours unread.
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** What the server says up to the end of a text. */
    public String readUntil(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end, Math.max(0, text.length() - end.length())) < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("The server closed the connection after " + text);
            }
            text.append((char) b);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
