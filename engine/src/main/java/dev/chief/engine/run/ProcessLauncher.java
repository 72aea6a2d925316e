package dev.chief.engine.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Starts processes that can be ended with all that they started. For any thread. */
public interface ProcessLauncher {
    /**
     * Starts a process, with an empty standard input.
     *
     * @throws IOException when it cannot be started; the message is a phrase for users that says why
     */
    Launched start(Launch launch) throws IOException;

    /**
     * Ends all processes of this machine that have all the given variables in their environment, at once.
     *
     * @return how many are left
     */
    int sweep(Map<String, String> marks);

    /**
     * What to start.
     *
     * @param command the program, looked up in the environment's PATH unless it has a slash, and its arguments
     * @param workingDirectory absolute
     * @param environment all of it
     * @param output the file that standard output and error are appended to
     * @param exitFile where the exit code is kept when the process ends, also when this process is gone by then
     */
    record Launch(
        List<String> command,
        Path workingDirectory,
        Map<String, String> environment,
        Path output,
        ExitFile exitFile
    ) {
        public Launch {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /** A process that was started. For any thread. */
    interface Launched {
        /** The process that watches over it: it lives as long as the process that was asked for. */
        ProcessIdentity identity();

        /** Completes when the process has ended, whatever it left behind: its exit code, 128 + N for signal N. */
        CompletableFuture<Integer> exit();

        /**
         * Ends the process and all that it started: SIGTERM to its group, SIGKILL after a while to its group, to what
         * descended from it and to what can be found by its marks. Returns when all is gone, or after the grace and 3 s.
         *
         * @param grace the time between the two signals; zero for SIGKILL at once
         * @param hurry when true during the grace, the rest of it is dropped
         * @param marks variables of the environment that only processes started by this one have
         * @return how many are left
         */
        int end(Duration grace, BooleanSupplier hurry, Map<String, String> marks);
    }
}
