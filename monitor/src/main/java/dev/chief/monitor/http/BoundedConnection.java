package dev.chief.monitor.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * A connection that is closed when its client is too slow or sends too much for one request. Helidon itself bounds sizes of what it
 * understands, but neither the time that a request takes, nor a line that never ends, nor a client that does not read. For the thread
 * of the connection.
 */
final class BoundedConnection implements ConnectionContext {
    private final ConnectionContext connection;
    private final Limits limits;
    private final Alarms alarms;
    private final DataReader reader = DataReader.create(this::read);
    private final DataWriter writer;

    private long received;
    private Alarms.Alarm request = Alarms.Alarm.NONE;

    BoundedConnection(ConnectionContext connection, Limits limits, Alarms alarms) {
        this.connection = connection;
        this.limits = limits;
        this.alarms = alarms;
        this.writer = new BoundedWriter(connection.dataWriter());
    }

    private byte[] read() {
        byte[] bytes;
        try (Alarms.Alarm _ = received == 0 ? alarms.in(limits.idle(), this::cut) : Alarms.Alarm.NONE) {
            bytes = connection.serverSocket().get();
        } catch (UncheckedIOException e) {
            request.close();
            throw new ServerConnectionException("The connection was closed.", e);
        }
        if (bytes == null) {
            request.close();
            throw new CloseConnectionException("The client closed the connection.");
        }
        if (received == 0) {
            request = alarms.in(limits.request(), this::cut);
        }
        received += bytes.length;
        if (received > limits.wireBytes()) {
            request.close();
            throw new CloseConnectionException("The request does not end.");
        }
        return bytes;
    }

    /** What comes next belongs to another request, or to the rest of one that is answered already. */
    private void answered() {
        request.close();
        received = 0;
    }

    private void cut() {
        try {
            connection.serverSocket().close();
        } catch (UncheckedIOException _) {
            // Its other end was faster.
        }
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return writer;
    }

    private final class BoundedWriter implements DataWriter {
        private final DataWriter out;

        BoundedWriter(DataWriter out) {
            this.out = out;
        }

        @Override
        public void write(BufferData... buffers) {
            bounded(() -> out.write(buffers));
        }

        @Override
        public void write(BufferData buffer) {
            bounded(() -> out.write(buffer));
        }

        @Override
        public void writeNow(BufferData... buffers) {
            bounded(() -> out.writeNow(buffers));
        }

        @Override
        public void writeNow(BufferData buffer) {
            bounded(() -> out.writeNow(buffer));
        }

        @Override
        public void flush() {
            bounded(out::flush);
        }

        private void bounded(Runnable write) {
            answered();
            try (Alarms.Alarm _ = alarms.in(limits.write(), BoundedConnection.this::cut)) {
                write.run();
            }
        }
    }

    @Override
    public ListenerContext listenerContext() {
        return connection.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return connection.executor();
    }

    @Override
    public Router router() {
        return connection.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return connection.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return connection.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return connection.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return connection.localPeer();
    }

    @Override
    public boolean isSecure() {
        return connection.isSecure();
    }

    @Override
    public String socketId() {
        return connection.socketId();
    }

    @Override
    public String childSocketId() {
        return connection.childSocketId();
    }
}
