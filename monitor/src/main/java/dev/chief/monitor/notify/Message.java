package dev.chief.monitor.notify;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a channel is to send.
 *
 * @param key the same in every attempt: by it a receiver knows what it has already
 * @param content what is told
 * @param at when this attempt began
 * @param told the receivers that have it from an earlier attempt
 */
public record Message(UUID key, Content content, Instant at, Set<String> told) {
    public Message {
        requireNonNull(key);
        requireNonNull(content);
        requireNonNull(at);
        told = Set.copyOf(told);
    }

    /** What is told. */
    public sealed interface Content {
        /** One alert. */
        record Alert(Notice notice) implements Content {
            public Alert {
                requireNonNull(notice);
            }
        }

        /**
         * Alerts that opened in a burst.
         *
         * @param notices the first of them, in the order in which they were stored
         * @param total how many there are
         */
        record Summary(List<Notice> notices, int total) implements Content {
            public Summary {
                notices = List.copyOf(notices);
            }
        }

        /**
         * That the channel works.
         *
         * @param kind what kind of channel it is
         * @param requestedBy who wants to know
         * @param at when it was asked for
         * @param alertTypes which alerts the channel tells of
         */
        record Test(String kind, String requestedBy, Instant at, List<String> alertTypes) implements Content {
            public Test {
                requireNonNull(kind);
                requireNonNull(requestedBy);
                requireNonNull(at);
                alertTypes = List.copyOf(alertTypes);
            }
        }
    }
}
