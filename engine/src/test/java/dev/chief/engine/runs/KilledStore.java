package dev.chief.engine.runs;

import dev.chief.engine.run.ExitFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.logging.Logger;
import org.sqlite.JDBC;

/** A run store whose every write is seen, and one whose process has been killed. */
public final class KilledStore {
    private KilledStore() {}

    /** Is handed each write to do, and may look at the disk before and after. */
    public interface Watch {
        /** @param sql what is written */
        Object write(String sql, Callable<Object> write) throws SQLException;
    }

    /** Opens a store as {@link RunStore#open} does. */
    public static RunStore open(Path stateDirectory, InstantSource clock, Watch watch)
            throws RunStoreException {
        return RunStore.open(stateDirectory, clock, new WatchedDriver(watch));
    }

    /**
     * What a store says when its process has been killed.
     *
     * @param finished the status of each run that had ended, by id
     * @param running the exit files of the attempts that had not
     * @param known those of them whose processes were recorded
     * @param since since when the store knows the schedule of a job
     */
    public record Left(
        Map<String, String> finished,
        List<ExitFile> running,
        List<ExitFile> known,
        Map<String, Instant> since
    ) {}

    /**
     * Makes a store's runs those of a process that is gone, which in truth is this one and lives on.
     *
     * @param scriptsToo whether their scripts are gone as well
     */
    public static Left orphan(Path stateDirectory, boolean scriptsToo) {
        Path file = stateDirectory.resolve(RunStore.FILE);
        if (!Files.exists(file)) {
            return new Left(Map.of(), List.of(), List.of(), Map.of());
        }
        try {
            Database database = Database.open(file, Database.Mode.WRITE);
            try {
                return Migrations.isEmpty(database) ? new Left(Map.of(), List.of(), List.of(), Map.of())
                        : orphan(database, scriptsToo);
            } finally {
                database.close();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Left orphan(Database database, boolean scriptsToo) throws SQLException {
        database.update("UPDATE runs SET owner_started = 'before this' WHERE status = 'RUNNING'");
        if (scriptsToo) {
            database.update("UPDATE attempts SET pid_started = 'before this' WHERE status = 'RUNNING'");
        }
        Map<String, String> finished = new HashMap<>();
        database.list(row -> finished.put(row.text("id"), row.text("status")),
                "SELECT id, status FROM runs WHERE status <> 'RUNNING'");
        Map<String, Instant> since = new HashMap<>();
        Decisions.schedules(database)
                .forEach((job, schedule) -> since.put(job, schedule.since().orElse(Instant.MIN)));
        String running = "SELECT log, attempt FROM attempts WHERE status = 'RUNNING'";
        return new Left(finished, exitFiles(database, running),
                exitFiles(database, running + " AND pid IS NOT NULL"), since);
    }

    private static List<ExitFile> exitFiles(Database database, String sql) throws SQLException {
        return database.list(row -> ExitFile.of(Path.of(row.text("log")), (int) row.number("attempt")), sql);
    }

    private record WatchedDriver(Watch watch) implements Driver {
        @Override
        public Connection connect(String url, Properties properties) throws SQLException {
            Connection real = new JDBC().connect(url, properties);
            return proxy(Connection.class, (method, arguments) -> {
                Object result = call(real, method, arguments);
                return result instanceof Statement statement
                        ? statement(method.getReturnType(), statement,
                                arguments.length == 0 ? "" : String.valueOf(arguments[0]))
                        : result;
            });
        }

        private Object statement(Class<?> type, Statement real, String prepared) {
            return proxy(type,
                    (method, arguments) -> method.getName().equals("executeUpdate")
                            ? watch.write(arguments.length == 0 ? prepared : String.valueOf(arguments[0]),
                                    () -> call(real, method, arguments))
                            : call(real, method, arguments));
        }

        private interface Call {
            Object make(Method method, Object[] arguments) throws Exception;
        }

        private static <T> T proxy(Class<T> type, Call call) {
            return type.cast(Proxy.newProxyInstance(KilledStore.class.getClassLoader(), new Class<?>[]{type},
                    (self, method, arguments) -> call.make(method,
                            arguments == null ? new Object[0] : arguments)));
        }

        private static Object call(Object real, Method method, Object[] arguments) throws Exception {
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof SQLException problem ? problem : e;
            }
        }

        @Override
        public boolean acceptsURL(String url) {
            return true;
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }
    }
}
