package dev.chief.monitor.notify.email;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.notify.AlertTypes;
import dev.chief.monitor.notify.Channels;
import dev.chief.monitor.notify.Fields;
import dev.chief.monitor.notify.Json;
import dev.chief.monitor.notify.TestReport;
import dev.chief.monitor.store.ChannelTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.StoredChannel;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Mail of alerts as {@code /v1/settings/alerts/email} has it: the first email channel, which is always there. For any thread. */
public final class EmailAlerts {
    private final Database database;
    private final Channels channels;
    private final Email email;

    public EmailAlerts(Database database, Channels channels, Email email) {
        this.database = requireNonNull(database);
        this.channels = requireNonNull(channels);
        this.email = requireNonNull(email);
    }

    /**
     * The settings.
     *
     * @param recipients in lower case, each once
     * @param enabledAlertTypes each once
     * @param providerConfigured whether there is anything that sends
     */
    public record Document(
        List<String> recipients,
        List<String> enabledAlertTypes,
        boolean providerConfigured
    ) {
        public Document {
            recipients = List.copyOf(recipients);
            enabledAlertTypes = List.copyOf(enabledAlertTypes);
        }
    }

    /** As it is. */
    public Document get() {
        return document(database.read(handle -> ChannelTable.first(handle, Email.KIND).orElseThrow()));
    }

    /**
     * Replaces recipients and types, both of which the body has to have. The channel is on when there are recipients.
     *
     * @throws dev.chief.monitor.notify.InvalidSettings if it cannot be; nothing is changed then
     */
    public Document put(JsonNode body) {
        // Clients send back what they got.
        Fields fields = new Fields("", body, Set.of("recipients", "enabledAlertTypes", "providerConfigured"));
        EmailSettings settings = new EmailSettings(EmailSettings.recipients(fields));
        List<String> types = AlertTypes.read(fields, "enabledAlertTypes");
        fields.check();
        return document(database.write(handle -> {
            long id = ChannelTable.first(handle, Email.KIND).orElseThrow().id();
            StoredChannel old = ChannelTable.lock(handle, id).orElseThrow();
            StoredChannel changed = new StoredChannel(id, old.kind(), old.name(),
                    !settings.recipients().isEmpty(), types, settings.json().toString(), old.createdAt());
            Channels.replace(handle, changed);
            return changed;
        }));
    }

    /**
     * Sends a test mail now.
     *
     * @param requestedBy who wants to know
     */
    public TestReport test(String requestedBy) {
        long id = database.read(handle -> ChannelTable.first(handle, Email.KIND).orElseThrow().id());
        return channels.test(id, requestedBy).orElseThrow();
    }

    private Document document(StoredChannel channel) {
        return new Document(EmailSettings.of(Json.read(channel.settings())).recipients(),
                channel.alertTypes(),
                email.isConfigured());
    }
}
