package dev.chief.monitor.store;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Runs transactions that change something. For any thread. */
interface DatabaseWriter extends AutoCloseable {
    <T> T write(Function<Handle, T> work);

    @Override
    void close();
}
