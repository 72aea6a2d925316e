package dev.chief.monitor.web;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.api.Alerting;
import dev.chief.monitor.api.MonitorApi;
import dev.chief.monitor.auth.Auth;
import dev.chief.monitor.settings.MonitorSettings;
import dev.chief.monitor.store.Database;
import java.time.InstantSource;

/**
 * What pages stand on.
 *
 * @param auth accounts and API keys; whether a request may come through is decided before it comes here
 * @param notifications channels, and the mail settings
 * @param alerting closes alerts
 * @param time for what is said to be now
 * @param version of Chief
 */
public record Parts(
    Database database,
    Auth auth,
    MonitorApi.Notifications notifications,
    Alerting alerting,
    MonitorSettings settings,
    InstantSource time,
    String version
) {
    public Parts {
        requireNonNull(database);
        requireNonNull(auth);
        requireNonNull(notifications);
        requireNonNull(alerting);
        requireNonNull(settings);
        requireNonNull(time);
        requireNonNull(version);
    }
}
