package dev.chief.app.cli;

import dev.chief.engine.run.JobRunner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops a runner when the process is asked to end by SIGINT, SIGTERM or SIGHUP. The virtual machine runs its shutdown hooks
 * then and exits with 128 plus the signal's number; the hook stops the runner and waits until the command has ended its
 * scripts and said so, which {@link #close} tells. Safe for use by several threads.
 */
final class Interruption implements AutoCloseable {
    /** Longer than any kill grace that makes sense, so that a hanging runner cannot keep the process for ever. */
    private static final long PATIENCE_MINUTES = 10;

    private final JobRunner runner;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean come;

    private Interruption(JobRunner runner) {
        this.runner = runner;
        this.hook = new Thread(this::interrupt, "chief-interruption");
    }

    /** Begins to listen. */
    static Interruption stopping(JobRunner runner) {
        Interruption interruption = new Interruption(runner);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether the process has been asked to end. */
    boolean hasCome() {
        return come;
    }

    /** Ends the listening; if the process is ending, lets it end. */
    @Override
    public void close() {
        done.countDown();
        if (!come) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal came between the two lines: the process is ending and the hook finds nothing to wait for.
                come = true;
            }
        }
    }

    private void interrupt() {
        come = true;
        runner.stop();
        try {
            done.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
