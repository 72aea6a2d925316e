package dev.chief.engine.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A process that leads its own session and group, and what it started. For any thread. */
final class SessionProcess implements ProcessLauncher.Launched {
    private static final Duration POLL = Duration.ofMillis(25);
    /** From SIGKILL of a process to its exit code: a moment, unless the machine is in trouble. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    private final Process process;
    private final ProcessIdentity identity;
    private final CompletableFuture<Integer> exit;

    SessionProcess(Process process, ProcessIdentity identity) {
        this.process = process;
        this.identity = identity;
        this.exit = process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public ProcessIdentity identity() {
        return identity;
    }

    @Override
    public CompletableFuture<Integer> exit() {
        return exit;
    }

    @Override
    public int end(Duration grace, BooleanSupplier hurry, Map<String, String> marks) {
        // Handles know the start time of their process, so they never signal a later one with the same number.
        List<ProcessHandle> descendants = process.descendants().toList();
        try (Pause pause = new Pause()) {
            if (!grace.isZero() && !hurry.getAsBoolean()) {
                if (!Kill.groups("TERM", List.of(identity.pid()))) {
                    // It has not come to make its group yet.
                    process.destroy();
                }
                Deadline end = Deadline.after(grace);
                while (!isGone(descendants) && !hurry.getAsBoolean() && !end.isOver()) {
                    pause.until(exit, end.remaining().compareTo(POLL) < 0 ? end.remaining() : POLL);
                }
            }
            if (!isGone(descendants)) {
                Kill.groups("KILL", List.of(identity.pid()));
            }
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
            int left = ProcessTable.isThere()
                    ? Sweep.ofSession(identity, marks).run()
                    : (int) descendants.stream().filter(ProcessHandle::isAlive).count();
            pause.until(exit, LAST_WAIT);
            return left;
        }
    }

    /**
     * Whether the process and its group are gone. The number of a group is not given to another process while the group
     * has members, and the process cannot have been replaced before its exit is known.
     */
    private boolean isGone(List<ProcessHandle> descendants) {
        if (!exit.isDone()) {
            return false;
        }
        if (!ProcessTable.isThere()) {
            return descendants.stream().noneMatch(ProcessHandle::isAlive);
        }
        for (ProcessTable.Entry entry : ProcessTable.all()) {
            if (entry.group() == identity.pid() && entry.session() == identity.pid() && !entry.ended()) {
                return entry.pid() == identity.pid() && !identity.isAlive();
            }
        }
        return true;
    }
}
