package dev.chief.monitor.notify;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is told of an alert: all that a message needs, as it was known when the alert opened.
 *
 * @param type as FAILURE
 * @param severity as ERROR
 * @param about whose alert it is
 * @param title a line for people
 * @param details the evidence in the words of people, in the order in which it is shown: what was expected, what was seen
 * @param detailsJson the evidence as a JSON object
 * @param link where the monitor shows it
 */
public record Notice(
    long alertId,
    String type,
    String severity,
    About about,
    String title,
    Instant openedAt,
    List<Detail> details,
    String detailsJson,
    Optional<URI> link
) {
    public Notice {
        requireNonNull(type);
        requireNonNull(severity);
        requireNonNull(about);
        requireNonNull(title);
        requireNonNull(openedAt);
        details = List.copyOf(details);
        requireNonNull(detailsJson);
        requireNonNull(link);
    }

    /** A piece of evidence. */
    public record Detail(String name, String text) {
        public Detail {
            requireNonNull(name);
            requireNonNull(text);
        }
    }

    /**
     * Whose alert it is: a job's, or else a Chief's.
     *
     * @param instance the Chief
     * @param silencedUntil until when the job's check is silent, exclusive
     */
    public record About(
        Optional<String> jobName,
        Optional<String> instance,
        Optional<Instant> silencedUntil
    ) {
        public About {
            requireNonNull(jobName);
            requireNonNull(instance);
            requireNonNull(silencedUntil);
        }

        /** A job whose check is not silent. */
        public static About job(String name) {
            return new About(Optional.of(name), Optional.empty(), Optional.empty());
        }

        /** A Chief. */
        public static About chief(String instance) {
            return new About(Optional.empty(), Optional.of(instance), Optional.empty());
        }

        /** Its name. */
        public String name() {
            return jobName.or(() -> instance).orElse("");
        }
    }
}
