package dev.chief.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process of this machine, told apart from a later one with the same number.
 *
 * @param pid its number
 * @param started when it started, in a form that only serves to be compared
 */
public record ProcessIdentity(long pid, String started) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** This process. */
    public static ProcessIdentity current() {
        long pid = ProcessHandle.current().pid();
        return of(pid).orElseGet(() -> ended(pid));
    }

    /** The process of a number, if there is one and it has not ended. */
    public static Optional<ProcessIdentity> of(long pid) {
        if (ProcessTable.isThere()) {
            return ProcessTable.of(pid)
                    .filter(entry -> !entry.ended())
                    .map(entry -> new ProcessIdentity(pid, entry.startTicks() + "@" + boot()));
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> new ProcessIdentity(pid, Long.toString(start.toEpochMilli())));
    }

    /**
     * A process that a run started and that has not ended, if there is one; it need not have been recorded. This process
     * does not count, which a script may have started, too. Only Linux tells.
     */
    public static Optional<ProcessIdentity> ofRun(RunId run) {
        if (!ProcessTable.isThere()) {
            return Optional.empty();
        }
        return ProcessTable.all()
                .stream()
                .filter(entry -> !entry.ended() && entry.pid() != ProcessHandle.current().pid())
                .filter(entry -> ProcessTable.hasEnvironment(entry.pid(), ScriptEnvironment.marksOf(run)))
                .findFirst()
                .flatMap(entry -> of(entry.pid()));
    }

    /** Whether the process has not ended. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** A process that ended before anybody could look at it. */
    static ProcessIdentity ended(long pid) {
        return new ProcessIdentity(pid, Instant.EPOCH.toString());
    }

    /** Ticks count from the start of the machine, so they say nothing without which start that was. */
    private static String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
