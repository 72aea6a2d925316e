package dev.chief.monitor.web;

import dev.chief.monitor.auth.Caller;
import dev.chief.monitor.auth.Scope;
import dev.chief.monitor.notify.AlertTypes;
import dev.chief.monitor.notify.ChannelView;
import dev.chief.monitor.notify.email.EmailAlerts;
import dev.chief.monitor.settings.MonitorSettings.Mail;
import dev.chief.monitor.store.ApiKeyTable.StoredApiKey;
import dev.chief.monitor.store.DeliveryTable;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.Totals;
import dev.chief.monitor.web.page.Choice;
import dev.chief.monitor.web.page.DeliveryRow;
import dev.chief.monitor.web.page.Fact;
import dev.chief.monitor.web.page.Frame;
import dev.chief.monitor.web.page.SettingsPage;
import dev.chief.monitor.web.page.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds what the settings page shows. */
final class SettingsQuery {
    private static final List<String> KINDS = List.of("webhook", "slack");
    private static final String MAIL = "email";

    private final Parts parts;

    SettingsQuery(Parts parts) {
        this.parts = parts;
    }

    SettingsPage page(Visit visit) {
        return page(visit, Optional.empty(),
                draft(KINDS.getFirst(), "", "", AlertTypes.DEFAULT, Optional.empty()));
    }

    /** @param newKey shown this once */
    SettingsPage withKey(Visit visit, String newKey) {
        return page(visit, Optional.of(newKey),
                draft(KINDS.getFirst(), "", "", AlertTypes.DEFAULT, Optional.empty()));
    }

    /** The page after a channel was refused, so that nothing has to be typed again but the secret. */
    SettingsPage refused(Visit visit, Form form, String problem) {
        return page(visit, Optional.empty(), draft(form.text("kind"), form.text("name"), form.text("url"),
                form.all("types"), Optional.of(problem)));
    }

    private static SettingsPage.Draft draft(
        String kind,
        String name,
        String url,
        List<String> types,
        Optional<String> problem
    ) {
        return new SettingsPage.Draft(Choice.of(KINDS, kind), name, url, types(types), problem);
    }

    private SettingsPage page(Visit visit, Optional<String> newKey, SettingsPage.Draft draft) {
        EmailAlerts.Document mail = parts.notifications().email().get();
        List<ChannelView> channels = parts.notifications().channels().list();
        List<StoredApiKey> keys = parts.auth().apiKeys().list();
        long size = parts.database().sizeBytes();
        return parts.database()
                .read(handle -> new SettingsPage(visit.frame(handle, Frame.Section.SETTINGS, "Settings"),
                        String.join("\n", mail.recipients()), types(mail.enabledAlertTypes()),
                        provider(parts.settings().mail()),
                        mail.providerConfigured(),
                        channels.stream()
                                .filter(channel -> !channel.kind().equals(MAIL))
                                .map(channel -> channel(handle, visit, channel))
                                .toList(),
                        draft, keys.stream().map(key -> key(key, visit)).toList(),
                        parts.auth().access().takesEventsFromAnybody(), newKey,
                        Choice.of(Arrays.stream(Scope.values()).map(Scope::key).toList(), Scope.INGEST.key()),
                        facts(EventTable.totals(handle), size),
                        visit.allow().caller() instanceof Caller.Person));
    }

    private static List<Choice> types(List<String> chosen) {
        return AlertTypes.KNOWN.stream().map(type -> new Choice(type, type, chosen.contains(type))).toList();
    }

    private static String provider(Mail mail) {
        return switch (mail) {
            case Mail.None _ ->
                "Mail cannot be sent yet. Set MONITOR_SMTP_URL, or MONITOR_RESEND_API_KEY, and MONITOR_MAIL_FROM, and start the monitor again.";
            case Mail.Smtp smtp ->
                "Mail goes by way of " + smtp.url().getHost() + ", from " + smtp.from() + ".";
            case Mail.Resend resend ->
                "Mail goes by way of Resend (" + resend.base().getHost() + "), from " + resend.from() + ".";
        };
    }

    private static SettingsPage.Channel channel(Handle handle, Visit visit, ChannelView channel) {
        Optional<DeliveryRow> last = DeliveryTable.list(handle,
                new DeliveryTable.Filter(Optional.empty(), Optional.of(channel.id()), Optional.empty()),
                Optional.empty(),
                1, 0).stream().findFirst().map(new AlertReader(handle, visit.clock())::row);
        return new SettingsPage.Channel(channel.id(), channel.name(), channel.kind(),
                String.join(", ", channel.alertTypes()) + (channel.enabled() ? "" : " (switched off)"), last);
    }

    private static SettingsPage.Key key(StoredApiKey key, Visit visit) {
        return new SettingsPage.Key(key.id(), key.name(), key.scope(), key.prefix(),
                visit.clock().moment(key.createdAt()), key.createdBy(),
                key.lastUsedAt().map(visit.clock()::moment),
                key.revokedAt().isPresent());
    }

    private List<Fact> facts(Totals totals, long size) {
        return List.of(
                Fact.of("Events are kept for", Words.count(parts.settings().retention().toDays(), "day")),
                Fact.of("Database", parts.database().address().describe()),
                Fact.of("Size", Words.bytes(size)),
                Fact.of("Events", Words.number(totals.events())), Fact.of("Version", parts.version()));
    }
}
