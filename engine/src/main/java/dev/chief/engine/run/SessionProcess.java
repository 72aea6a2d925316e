package dev.chief.engine.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A watcher, the script that it started in a session and group of its own, and what that started. For any thread. */
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
        Optional<ProcessIdentity> script = script();
        try (Pause pause = new Pause()) {
            if (!grace.isZero() && !hurry.getAsBoolean()) {
                ask(script);
                Deadline end = Deadline.after(grace);
                while (!isGone(script, descendants) && !hurry.getAsBoolean() && !end.isOver()) {
                    pause.until(exit, end.remaining().compareTo(POLL) < 0 ? end.remaining() : POLL);
                }
            }
            if (script.isPresent() && !isGone(script, descendants)) {
                Kill.groups("KILL", List.of(script.get().pid()));
            }
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
            int left = ProcessTable.isThere()
                    ? Sweep.ofSession(script, marks).run()
                    : (int) descendants.stream().filter(ProcessHandle::isAlive).count();
            pause.until(exit, LAST_WAIT);
            return left;
        }
    }

    /** The script: the one process that the watcher starts. None before that and after its end. */
    private Optional<ProcessIdentity> script() {
        return process.children().findFirst().flatMap(child -> ProcessIdentity.of(child.pid()));
    }

    /** Asks the script to end; the watcher ends with it. */
    private void ask(Optional<ProcessIdentity> script) {
        if (script.isEmpty()) {
            // It has not come to start the script.
            process.destroy();
            return;
        }
        List<Long> group = List.of(script.get().pid());
        if (!Kill.groups("TERM", group)) {
            // The script had not come to make its group yet. By now it may have, and may have started more.
            ProcessHandle.of(script.get().pid()).ifPresent(ProcessHandle::destroy);
            Kill.groups("TERM", group);
        }
    }

    /**
     * Whether the script and its group are gone, and the watcher with them. The number of a group is not given to
     * another process while the group has members.
     */
    private boolean isGone(Optional<ProcessIdentity> script, List<ProcessHandle> descendants) {
        if (!exit.isDone()) {
            return false;
        }
        if (!ProcessTable.isThere()) {
            return descendants.stream().noneMatch(ProcessHandle::isAlive);
        }
        if (script.isEmpty()) {
            return true;
        }
        long group = script.get().pid();
        for (ProcessTable.Entry entry : ProcessTable.all()) {
            if (entry.group() == group && entry.session() == group && !entry.ended()) {
                return entry.pid() == group && !script.get().isAlive();
            }
        }
        return true;
    }
}
