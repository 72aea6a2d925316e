package dev.chief.engine.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Kills what belongs to a session or carries marks in its environment, in whole groups, until it has found nothing twice.
 * It finds what left its group, its parent and its session, but not what wiped its environment as well. Only on Linux.
 */
final class Sweep {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Duration BREATH = Duration.ofMillis(10);
    private static final int CLEAN_PASSES = 2;

    private final Optional<ProcessIdentity> leader;
    private final Map<String, String> marks;

    private Sweep(Optional<ProcessIdentity> leader, Map<String, String> marks) {
        this.leader = leader;
        this.marks = marks;
    }

    static Sweep ofMarks(Map<String, String> marks) {
        return new Sweep(Optional.empty(), marks);
    }

    /** The session of a process that is alive or has just ended, if it is known, and the marks. */
    static Sweep ofSession(Optional<ProcessIdentity> leader, Map<String, String> marks) {
        return new Sweep(leader, marks);
    }

    /** Kills, and returns how many processes are left. */
    int run() {
        if (!ProcessTable.isThere()) {
            return 0;
        }
        Deadline deadline = Deadline.after(LONGEST);
        int clean = 0;
        try (Pause pause = new Pause()) {
            while (true) {
                List<ProcessTable.Entry> found = find();
                clean = found.isEmpty() ? clean + 1 : 0;
                if (clean == CLEAN_PASSES || deadline.isOver()) {
                    return found.size();
                }
                if (!found.isEmpty()) {
                    Set<Long> groups = new TreeSet<>();
                    found.forEach(entry -> groups.add(entry.group()));
                    if (!Kill.groups("KILL", groups)) {
                        found.forEach(
                                entry -> ProcessHandle.of(entry.pid())
                                        .ifPresent(ProcessHandle::destroyForcibly));
                    }
                    pause.of(BREATH);
                }
            }
        }
    }

    private List<ProcessTable.Entry> find() {
        long self = ProcessHandle.current().pid();
        long ownGroup = ProcessTable.of(self).map(ProcessTable.Entry::group).orElse(self);
        return ProcessTable.all()
                .stream()
                .filter(entry -> !entry.ended() && entry.pid() != self)
                // Group 0 would be ours for kill, and group 1 is everything.
                .filter(entry -> entry.group() > 1 && entry.group() != ownGroup)
                .filter(entry -> isOfSession(entry) || ProcessTable.hasEnvironment(entry.pid(), marks))
                .toList();
    }

    /** A later process with the leader's number would lead another session: it is told by its start. */
    private boolean isOfSession(ProcessTable.Entry entry) {
        if (leader.isEmpty() || entry.session() != leader.get().pid()) {
            return false;
        }
        return ProcessIdentity.of(entry.session()).map(leader.get()::equals).orElse(true);
    }
}
