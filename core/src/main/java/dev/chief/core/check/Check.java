package dev.chief.core.check;

import dev.chief.core.check.Alert.Closing;
import dev.chief.core.check.Situation.OpenAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a check. Pure: everything that they go by is handed to them.
 *
 * <p>What was heard is a history of entries, applied in the order of their moments by {@link #replay}; when one comes late, the history is
 * applied again from before it. What follows from time passing is decided by {@link #judge}, and what it decides that cannot be
 * taken back, because people are told, goes into the history as an entry too.
 */
public final class Check {
    /** How long an alert that says that another is over stays open. */
    public static final Duration RECOVERY_LASTS = Duration.ofMinutes(15);

    static final String EXPIRED = "it was open for 15 minutes";

    private Check() {}

    /**
     * What follows from entries.
     *
     * @param situation after them
     * @param alerts what became of the alerts that were open before, and of those that opened, in the order in which they opened
     */
    public record Outcome(Situation situation, List<Alert> alerts) {
        public Outcome {
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * Applies entries to a situation.
     *
     * @param entries rising by moment, all after the situation's last
     * @throws IllegalArgumentException if they are not in order
     */
    public static Outcome replay(String job, Situation from, List<Entry> entries) {
        History history = new History(job, from);
        entries.forEach(history::apply);
        return new Outcome(history.situation(), history.alerts());
    }

    /** What a check is at an instant, as far as is known. */
    public static Judgement judge(Situation situation, Instant now, Listening listening) {
        return new Judge(situation, now, listening).judge();
    }

    /** When an alert is over because of its age; empty if it never is. */
    static Optional<Instant> expiry(OpenAlert alert) {
        return alert.type() == AlertType.RECOVERY ? Optional.of(alert.openedAt().plus(RECOVERY_LASTS))
                : Optional.empty();
    }

    /** The alerts of a situation that are over by an instant because of their age. */
    static List<Alert> expired(Situation situation, Instant now) {
        List<Alert> expired = new ArrayList<>();
        for (OpenAlert alert : situation.open()) {
            expiry(alert).filter(end -> !end.isAfter(now))
                    .ifPresent(end -> expired.add(
                            new Alert(alert, Optional.empty(), Optional.of(new Closing(end, EXPIRED)))));
        }
        return expired;
    }
}
