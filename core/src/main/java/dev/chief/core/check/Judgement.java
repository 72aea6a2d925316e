package dev.chief.core.check;

import static java.util.Objects.requireNonNull;

import dev.chief.core.check.Entry.What;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a check is at an instant.
 *
 * @param verdicts what is to be entered in the history now, and the check judged again after
 * @param expired the alerts that are over by now because of their age
 * @param lookAt when to judge it again if nothing is heard until then; empty if only an entry can change it
 */
public record Judgement(
    List<What> verdicts,
    CheckStatus status,
    CheckState state,
    List<Alert> expired,
    Optional<Instant> lookAt
) {
    public Judgement {
        verdicts = List.copyOf(verdicts);
        requireNonNull(status);
        requireNonNull(state);
        expired = List.copyOf(expired);
        requireNonNull(lookAt);
    }
}
