package dev.chief.core.check;

import dev.chief.core.check.Entry.What;
import dev.chief.core.check.Listening.Source;
import dev.chief.core.check.Situation.ActiveRun;
import dev.chief.core.check.Situation.OpenAlert;
import dev.chief.core.event.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges a situation at an instant. For one judgement. */
final class Judge {
    /** A slot is missed when {@code floor(seconds late) > grace}. */
    private static final Duration WHOLE_SECOND = Duration.ofSeconds(1);
    /** How long the start of a run may take to arrive before its slot is called late: a flush and an attempt. */
    private static final Duration DELIVERY = Duration.ofSeconds(5);
    /** What a run may take beyond its scripts' limits: they are given time to end, and the end has to arrive. */
    private static final Duration ENDING = Duration.ofSeconds(30);
    /** How soon to look again at what cannot be decided before its Chief is heard. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Situation situation;
    private final Instant now;
    private final Listening listening;
    private final List<What> verdicts = new ArrayList<>();
    private Optional<Instant> lookAt = Optional.empty();
    private boolean late;
    private boolean unknown;

    Judge(Situation situation, Instant now, Listening listening) {
        this.situation = situation;
        this.now = now;
        this.listening = listening;
    }

    Judgement judge() {
        if (isWatched()) {
            situation.active().forEach(this::lookAtRun);
            if (!isBusy()) {
                situation.plan().unanswered().forEach(this::lookAtSlot);
            }
        }
        for (OpenAlert alert : situation.open()) {
            Check.expiry(alert).ifPresent(this::lookAgain);
        }
        CheckStatus status = situation.plan().missed() ? CheckStatus.DOWN
                : late ? CheckStatus.LATE : CheckStatus.UP;
        return new Judgement(verdicts, status, state(status), Check.expired(situation, now), lookAt);
    }

    private boolean isWatched() {
        return situation.policy().enabled() && !situation.declaration().retired();
    }

    /**
     * Whether the slots that come while a run goes on are its Chief's to decide, by the overlap. Not for ever: a run whose end is not
     * known, or did not come in time, keeps no slot from being missed.
     */
    static boolean decidesSlots(ActiveRun run) {
        return run.longest().isPresent() && !run.overran();
    }

    private boolean isBusy() {
        return situation.active().stream().anyMatch(Judge::decidesSlots);
    }

    private void lookAtRun(ActiveRun run) {
        if (run.longest().isEmpty() || run.overran()) {
            return;
        }
        Instant deadline = run.startedAt().plus(run.longest().get()).plus(ENDING);
        if (isDecidable(deadline)) {
            verdicts.add(new What.Overran(run.run(), Metadata.builder()
                    .text("runId", run.run())
                    .text("startedAt", run.startedAt().toString())
                    .whole("longestSeconds", run.longest().get().toSeconds())
                    .text("observedAt", now.toString())
                    .all(source())
                    .build()));
        }
    }

    private void lookAtSlot(Instant slot) {
        Duration grace = situation.policy().grace();
        Instant lateFrom = slot.plus(grace.compareTo(DELIVERY) < 0 ? grace : DELIVERY);
        if (now.isAfter(lateFrom)) {
            late = true;
        } else {
            // The first instant that is after it, as precise as instants of events are.
            lookAgain(lateFrom.plusNanos(1000));
        }
        if (isDecidable(slot.plus(grace).plus(WHOLE_SECOND))) {
            verdicts.add(new What.Missed(slot, Metadata.builder()
                    .text("expectedNextAt", slot.toString())
                    .whole("graceSeconds", grace.toSeconds())
                    .text("observedAt", now.toString())
                    .instant("lastHeartbeatAt", situation.past().heartbeatAt())
                    .all(source())
                    .build()));
        }
    }

    /** Whether a deadline is over and nothing that happened before it can still be unheard of. */
    private boolean isDecidable(Instant deadline) {
        if (now.isBefore(deadline)) {
            lookAgain(deadline);
            return false;
        }
        if (!listening.hasHeardAllUntil(deadline, now)) {
            unknown |= deadline.isBefore(listening.watchingSince());
            lookAgain(now.plus(AGAIN));
            return false;
        }
        return true;
    }

    private Metadata source() {
        return switch (listening.source()) {
            case Source.Anyone() -> Metadata.EMPTY;
            case Source.Chief(Optional<Instant> heardUntil, boolean silent) -> Metadata.builder()
                    .text("chief", situation.declaration().instance())
                    .instant("chiefHeardAt", heardUntil)
                    .flag("chiefSilent", silent)
                    .build();
        };
    }

    private void lookAgain(Instant at) {
        if (at.isAfter(now) && (lookAt.isEmpty() || at.isBefore(lookAt.get()))) {
            lookAt = Optional.of(at);
        }
    }

    private CheckState state(CheckStatus status) {
        if (situation.declaration().retired()) {
            return CheckState.RETIRED;
        }
        if (!situation.policy().enabled() && situation.past().failuresInARow() == 0) {
            return CheckState.PAUSED;
        }
        if (unknown) {
            return CheckState.UNKNOWN;
        }
        if (status == CheckStatus.DOWN) {
            return CheckState.DOWN;
        }
        if (situation.active().stream().anyMatch(ActiveRun::overran)) {
            return CheckState.OVERRUN;
        }
        if (status == CheckStatus.LATE) {
            return CheckState.LATE;
        }
        if (situation.past().failuresInARow() > 0) {
            return CheckState.FAILING;
        }
        if (!situation.active().isEmpty()) {
            return CheckState.RUNNING;
        }
        return situation.past().heartbeatAt().isEmpty() ? CheckState.NEW : CheckState.UP;
    }
}
