package dev.chief.core.dispatch;

import dev.chief.core.dispatch.Event.Due;
import dev.chief.core.dispatch.Outcome.CaughtUp;
import dev.chief.core.dispatch.Outcome.Missed;
import dev.chief.core.dispatch.Outcome.Missed.Why;
import dev.chief.core.dispatch.Policy.CatchUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The slots of one job that became due in one look, at least one of them late.
 *
 * @param taken those that run, the last ones of the lot; perhaps none
 * @param last the last slot of the lot
 */
record Lot(CatchUp policy, List<Instant> taken, Instant last) {
    /**
     * Decides which slots of a lot run.
     *
     * @param due the lot, in order
     * @param room how many slots may still be caught up one by one; none if it is negative
     */
    static Lot of(CatchUp policy, List<Due> due, Instant now, Limits limits, int room) {
        List<Due> taken = switch (policy) {
            case NONE -> due.stream().filter(slot -> !isLate(slot, now, limits)).toList();
            case LATEST -> due.subList(due.size() - 1, due.size());
            case ALL -> due.subList(Math.clamp((long) due.size() - room, 0, due.size()), due.size());
        };
        return new Lot(policy, taken.stream().map(Due::slot).toList(), due.getLast().slot());
    }

    static boolean isLate(Due due, Instant now, Limits limits) {
        return Duration.between(due.at(), now).compareTo(limits.lateBound()) > 0;
    }

    /** What becomes of a slot of the lot, if it does not run. */
    Optional<Outcome> lost(Due due, Instant now) {
        if (taken.contains(due.slot())) {
            return Optional.empty();
        }
        Duration late = Duration.between(due.at(), now);
        return Optional.of(switch (policy) {
            case NONE -> new Missed(late, Why.NOT_WANTED);
            case LATEST -> new CaughtUp(last);
            case ALL -> new Missed(late, Why.NO_ROOM);
        });
    }
}
