package dev.chief.monitor.web.page;

import java.util.List;
import java.util.Optional;

/**
 * Settings.
 *
 * @param recipients of mail, one a line
 * @param types of alerts that are mailed
 * @param provider how mail is sent, in a sentence
 * @param mails whether mail can be sent at all
 * @param channels other ways to tell
 * @param draft a channel to be added
 * @param keys API keys that are in force, or were
 * @param needsNoKey whether events are taken from whoever has none
 * @param newKey the key just made, which is shown once
 * @param scopes of keys that can be made
 * @param facts retention, size, version
 * @param changesPassword whether there is a password to change
 */
public record SettingsPage(
    Frame frame,
    String recipients,
    List<Choice> types,
    String provider,
    boolean mails,
    List<Channel> channels,
    Draft draft,
    List<Key> keys,
    boolean needsNoKey,
    Optional<String> newKey,
    List<Choice> scopes,
    List<Fact> facts,
    boolean changesPassword
) implements Page {
    public SettingsPage {
        types = List.copyOf(types);
        channels = List.copyOf(channels);
        keys = List.copyOf(keys);
        scopes = List.copyOf(scopes);
        facts = List.copyOf(facts);
    }

    /**
     * A channel.
     *
     * @param types it tells of
     * @param last its last delivery
     */
    public record Channel(long id, String name, String kind, String types, Optional<DeliveryRow> last) {}

    /**
     * A channel to be added, as far as it was typed.
     *
     * @param types it is to tell of
     * @param problem why it was not added
     */
    public record Draft(
        List<Choice> kinds,
        String name,
        String url,
        List<Choice> types,
        Optional<String> problem
    ) {
        public Draft {
            kinds = List.copyOf(kinds);
            types = List.copyOf(types);
        }
    }

    /**
     * An API key.
     *
     * @param prefix by which people tell it from others
     * @param lastUsed none when it never was
     */
    public record Key(
        long id,
        String name,
        String scope,
        String prefix,
        Moment made,
        String madeBy,
        Optional<Moment> lastUsed,
        boolean revoked
    ) {}
}
