package dev.chief.bench.monitor;

import dev.chief.monitor.store.DatabaseAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code ./chief monitor} as people start it. */
final class MonitorProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path log;
    private final int port;

    private MonitorProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts one, in the folder that its log goes to, and waits until it answers. */
    static MonitorProcess start(Path chief, Path folder, DatabaseAddress database, String... more)
            throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(chief.toString(), "monitor", "--port", "" + port));
        switch (database) {
            case DatabaseAddress.Sqlite(Path file) -> command.addAll(List.of("--db-path", file.toString()));
            case DatabaseAddress.Postgres(String url) -> command.addAll(List.of("--database-url", url));
        }
        command.addAll(List.of(more));
        Path log = folder.resolve("monitor.log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MONITOR_"));
        MonitorProcess monitor = new MonitorProcess(builder.start(), log, port);
        monitor.awaitReady();
        return monitor;
    }

    int port() {
        return port;
    }

    /** What it has said. */
    String log() throws IOException {
        return Files.readString(log);
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Connection connection = new Connection(port)) {
                connection.exchange(Wire.get("/v1/health"), 200);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new IOException("The monitor did not start: " + log(), e);
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
