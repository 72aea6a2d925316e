package dev.chief.monitor.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of this test process's own: made of the programs that are installed, in a temporary folder, and gone with the
 * process. It never writes through to the disk.
 */
public final class PostgresServer {
    /** What a skipped test says. */
    static final String WHY_NOT = "no PostgreSQL: neither PATH nor /usr/lib/postgresql/*/bin has initdb and postgres "
            + "(Debian: apt install postgresql)";
    private static final long PATIENCE_SECONDS = 60;
    private static final String USER = "postgres";

    private final int port;
    private final Process process;

    private static final class Holder {
        static final PostgresServer SERVER = start();
    }

    private PostgresServer(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Whether there are programs to make a server of. */
    public static boolean isInstalled() {
        return programs().isPresent();
    }

    /** The server, which is started when it is asked for first. */
    public static PostgresServer get() {
        return Holder.SERVER;
    }

    /** Makes an empty database. */
    public DatabaseAddress.Postgres createDatabase(String name) {
        try (
            Connection connection = DriverManager.getConnection(url("postgres"));
            Statement statement = connection.createStatement()
        ) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No database " + name + " could be made.", e);
        }
        return new DatabaseAddress.Postgres(url(name));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
    }

    private static PostgresServer start() {
        try {
            Path programs = programs().orElseThrow();
            Path folder = Files.createTempDirectory("chief-postgres");
            // It refuses to run as root, so root has it run as the user that Debian's package made.
            boolean root = "root".equals(System.getProperty("user.name"));
            if (root) {
                run(List.of("chown", USER, folder.toString()), folder);
            }
            List<String> as = root
                    ? List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups")
                    : List.of();
            Path data = folder.resolve("data");
            run(concat(as, programs.resolve("initdb").toString(), "-D", data.toString(), "-U", USER, "-A",
                    "trust",
                    "-E", "UTF8", "--locale=C", "--no-sync"), folder);
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Process process = new ProcessBuilder(
                    concat(as, programs.resolve("postgres").toString(), "-D", data.toString(), "-p",
                            "" + port,
                            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c",
                            "fsync=off",
                            "-c", "full_page_writes=off", "-c", "max_connections=200"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            PostgresServer server = new PostgresServer(port, process);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(folder)));
            server.awaitReady(folder);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Path folder) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Connection _ = DriverManager.getConnection(url("postgres"))) {
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "PostgreSQL did not start: " + Files.readString(folder.resolve("log")), e);
                }
                // A refused connection costs next to nothing.
                Thread.onSpinWait();
            }
        }
    }

    private void stop(Path folder) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (Stream<Path> files = Files.walk(folder, new FileVisitOption[0])) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> concat(List<String> first, String... rest) {
        List<String> all = new ArrayList<>(first);
        all.addAll(Arrays.asList(rest));
        return all;
    }

    private static void run(List<String> command, Path folder) throws IOException {
        Path log = folder.resolve("setup.log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> programs() {
        List<Path> folders = new ArrayList<>();
        for (String folder : Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1)) {
            folders.add(Path.of(folder));
        }
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted(Comparator.reverseOrder())
                        .map(version -> version.resolve("bin"))
                        .forEach(folders::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folders.stream()
                .filter(folder -> Files.isExecutable(folder.resolve("initdb"))
                        && Files.isExecutable(folder.resolve("postgres")))
                .findFirst();
    }
}
