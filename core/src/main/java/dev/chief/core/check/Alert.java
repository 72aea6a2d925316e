package dev.chief.core.check;

import static java.util.Objects.requireNonNull;

import dev.chief.core.check.Situation.OpenAlert;
import dev.chief.core.event.Metadata;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of an alert.
 *
 * @param alert which
 * @param opening how it opened; empty if it was open before
 * @param closing how it closed; empty if it is open
 */
public record Alert(OpenAlert alert, Optional<Opening> opening, Optional<Closing> closing) {
    public Alert {
        requireNonNull(alert);
        requireNonNull(opening);
        requireNonNull(closing);
    }

    /**
     * How an alert opened.
     *
     * @param title a line for people
     * @param evidence what it was opened on
     */
    public record Opening(String title, Metadata evidence) {
        public Opening {
            requireNonNull(title);
            requireNonNull(evidence);
        }
    }

    /**
     * How an alert closed.
     *
     * @param reason a phrase for people
     */
    public record Closing(Instant at, String reason) {
        public Closing {
            requireNonNull(at);
            requireNonNull(reason);
        }
    }
}
