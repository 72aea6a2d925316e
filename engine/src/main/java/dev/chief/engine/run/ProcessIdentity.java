package dev.chief.engine.run;

import java.util.Optional;

/**
 * A process of this machine, told apart from a later one with the same number.
 *
 * @param pid its number
 * @param started when it started, in a form that only serves to be compared
 */
public record ProcessIdentity(long pid, String started) {
    /** This process. */
    public static ProcessIdentity current() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** The process of a number, if there is one and it has not ended. */
    public static Optional<ProcessIdentity> of(long pid) {
        return ProcessHandle.of(pid)
                .map(handle -> new ProcessIdentity(pid, handle.info().startInstant().toString()));
    }

    /** Whether the process has not ended. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }
}
