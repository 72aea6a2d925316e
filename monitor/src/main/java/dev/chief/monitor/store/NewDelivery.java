package dev.chief.monitor.store;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.store.StoredDelivery.Kind;
import dev.chief.monitor.store.StoredDelivery.Progress;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery to be stored.
 *
 * @param notice the alert as it was when it opened, as JSON; none in a summary and in a test
 */
public record NewDelivery(
    UUID key,
    long channelId,
    Optional<Long> alertId,
    Kind kind,
    Progress progress,
    Optional<Long> summaryId,
    Optional<String> notice
) {
    public NewDelivery {
        requireNonNull(key);
        requireNonNull(alertId);
        requireNonNull(kind);
        requireNonNull(progress);
        requireNonNull(summaryId);
        requireNonNull(notice);
    }
}
