package dev.chief.monitor.notify;

import static java.util.Objects.requireNonNull;

import dev.chief.monitor.notify.InvalidSettings.Problem;
import dev.chief.monitor.store.ChannelTable;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DeliveryTable;
import dev.chief.monitor.store.NewDelivery;
import dev.chief.monitor.store.StoredChannel;
import dev.chief.monitor.store.StoredDelivery.Kind;
import dev.chief.monitor.store.StoredDelivery.Progress;
import dev.chief.monitor.store.StoredDelivery.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The channels, for those who set them up. What is asked for comes as JSON and is refused as a whole. For any thread. */
public final class Channels {
    /** Stands for a secret, also in a change that is to leave it as it is. */
    public static final String HIDDEN = "***";
    /** The kind of the one channel that is always there, although it may have no recipients. */
    private static final String LASTING = "email";
    private static final int LONGEST_NAME = 100;

    private final Database database;
    private final Map<String, ChannelKind> kinds = new TreeMap<>();
    private final InstantSource clock;
    private final Sending sending;

    /** @param kinds all that there are */
    public Channels(Database database, List<ChannelKind> kinds, InstantSource clock) {
        this(database, kinds, clock, new Sending(Courier.LIMIT));
    }

    Channels(Database database, List<ChannelKind> kinds, InstantSource clock, Sending sending) {
        this.database = requireNonNull(database);
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
        this.clock = requireNonNull(clock);
        this.sending = requireNonNull(sending);
    }

    /** All, the oldest first. */
    public List<ChannelView> list() {
        return database.read(ChannelTable::list).stream().map(this::view).toList();
    }

    /** One by its number. */
    public Optional<ChannelView> find(long id) {
        return database.read(handle -> ChannelTable.find(handle, id)).map(this::view);
    }

    /**
     * Adds a channel: {@code kind}, {@code name}, {@code settings}, and if they are not as usual {@code enabled} (true) and
     * {@code alertTypes} (FAILURE and MISSED).
     *
     * @throws InvalidSettings if it cannot be
     */
    public ChannelView add(JsonNode body) {
        Fields fields = new Fields("", body, Set.of("kind", "name", "enabled", "alertTypes", "settings"));
        String kind = fields.text("kind", LONGEST_NAME);
        String name = name(fields);
        boolean enabled = fields.flag("enabled", true);
        List<String> types = fields.find("alertTypes").isPresent() ? AlertTypes.read(fields, "alertTypes")
                : AlertTypes.DEFAULT;
        if (!kind.isEmpty() && !kinds.containsKey(kind)) {
            fields.problem("kind", "\"" + kind + "\" is no kind of channel; known are "
                    + String.join(", ", kinds.keySet()));
        }
        fields.check();
        JsonNode settings = body.path("settings");
        kind(kind).open(settings);
        Instant now = clock.instant();
        return view(database.write(handle -> {
            requireFree(handle, name, 0);
            long id = ChannelTable.add(handle, kind, name, enabled, types, settings.toString(), now);
            return new StoredChannel(id, kind, name, enabled, types, settings.toString(), now);
        }));
    }

    /**
     * Changes what the body names of {@code name}, {@code enabled}, {@code alertTypes} and {@code settings}. Secrets that new
     * settings do not name stay. What waits for a channel that is switched off is given up.
     *
     * @return the channel as it is now; empty if there is none
     * @throws InvalidSettings if it cannot be
     */
    public Optional<ChannelView> change(long id, JsonNode body) {
        Fields fields = new Fields("", body, Set.of("name", "enabled", "alertTypes", "settings"));
        Optional<String> name = fields.find("name").map(_ -> name(fields));
        Optional<List<String>> types = fields.find("alertTypes")
                .map(_ -> AlertTypes.read(fields, "alertTypes"));
        boolean on = fields.flag("enabled", true);
        Optional<Boolean> enabled = fields.find("enabled").map(_ -> on);
        fields.check();
        return database.write(handle -> ChannelTable.lock(handle, id).map(old -> {
            name.ifPresent(wanted -> requireFree(handle, wanted, id));
            String settings = fields.find("settings")
                    .map(given -> completed(kind(old.kind()), given, old).toString())
                    .orElse(old.settings());
            StoredChannel changed = new StoredChannel(id, old.kind(), name.orElse(old.name()),
                    enabled.orElse(old.enabled()), types.orElse(old.alertTypes()), settings, old.createdAt());
            replace(handle, changed);
            return view(changed);
        }));
    }

    /** Replaces a channel that the transaction has locked. */
    public static void replace(Handle handle, StoredChannel changed) {
        ChannelTable.change(handle, changed);
        if (!changed.enabled()) {
            DeliveryTable.giveUp(handle, changed.id(), "the channel was switched off");
        }
    }

    /**
     * Removes a channel. What waits for it is given up.
     *
     * @return whether there was one
     * @throws InvalidSettings if it is the email channel of the settings, which stays
     */
    public boolean remove(long id) {
        Instant now = clock.instant();
        return database.write(handle -> {
            Optional<StoredChannel> channel = ChannelTable.lock(handle, id);
            boolean lasting = ChannelTable.first(handle, LASTING)
                    .filter(first -> first.id() == id)
                    .isPresent();
            if (lasting) {
                throw new InvalidSettings(List.of(new Problem("id", "channel " + id
                        + " is that of the email settings, which stays; take its recipients away or switch it off")));
            }
            channel.ifPresent(_ -> {
                DeliveryTable.giveUp(handle, id, "the channel was removed");
                ChannelTable.remove(handle, id, now);
            });
            return channel.isPresent();
        });
    }

    /**
     * Sends a test now, also through a channel that is off, and puts it on record. Takes as long as the receiver does, but no
     * longer than a minute or so.
     *
     * @param requestedBy who wants to know
     * @return empty if there is no such channel
     */
    public Optional<TestReport> test(long id, String requestedBy) {
        return database.read(handle -> ChannelTable.find(handle, id))
                .map(channel -> test(channel, requestedBy));
    }

    private TestReport test(StoredChannel stored, String requestedBy) {
        Channel channel;
        try {
            channel = open(stored);
        } catch (InvalidSettings e) {
            return new TestReport.NotReady(String.valueOf(e.getMessage()));
        }
        if (channel.obstacle().isPresent()) {
            return new TestReport.NotReady(channel.obstacle().get());
        }
        Instant now = clock.instant();
        UUID key = UUID.randomUUID();
        Outcome outcome = sending.attempt(channel, new Message(key,
                new Message.Content.Test(stored.kind(), requestedBy, now, stored.alertTypes()), now,
                Set.of()));
        Instant end = clock.instant();
        Progress progress = switch (outcome) {
            case Outcome.Sent sent -> new Progress(Status.SENT, 1, Optional.empty(), Optional.of(end),
                    sent.code(), Optional.empty());
            case Outcome.Failed failed -> new Progress(Status.FAILED, 1, Optional.empty(), Optional.empty(),
                    failed.code(), Optional.of(failed.reason()));
        };
        database.write(handle -> DeliveryTable.add(handle, new NewDelivery(key, stored.id(), Optional.empty(),
                Kind.TEST, progress, Optional.empty(), Optional.empty()), now));
        int attempted = channel.receivers();
        return switch (outcome) {
            case Outcome.Sent _ ->
                new TestReport.Done(attempted, attempted, 0, "Test " + stored.kind() + " sent.");
            case Outcome.Failed failed -> new TestReport.Done(attempted, failed.told().size(),
                    attempted - failed.told().size(), failed.reason());
        };
    }

    /**
     * A channel, ready to be used.
     *
     * @throws InvalidSettings if its settings are not what its kind needs
     */
    Channel open(StoredChannel channel) {
        return kind(channel.kind()).open(Json.read(channel.settings()));
    }

    private ChannelKind kind(String name) {
        ChannelKind kind = kinds.get(name);
        if (kind == null) {
            throw new InvalidSettings(List.of(new Problem("kind", "\"" + name + "\" is no kind of channel")));
        }
        return kind;
    }

    private ChannelView view(StoredChannel channel) {
        JsonNode settings = Json.read(channel.settings());
        if (settings instanceof ObjectNode object && kinds.containsKey(channel.kind())) {
            kind(channel.kind()).secrets()
                    .stream()
                    .filter(object::has)
                    .forEach(name -> object.put(name, HIDDEN));
        }
        return new ChannelView(channel.id(), channel.kind(), channel.name(), channel.enabled(),
                channel.alertTypes(), settings, channel.createdAt());
    }

    private static JsonNode completed(ChannelKind kind, JsonNode given, StoredChannel old) {
        JsonNode before = Json.read(old.settings());
        JsonNode settings = given.deepCopy();
        if (settings instanceof ObjectNode object) {
            kind.secrets()
                    .stream()
                    .filter(name -> before.has(name)
                            && (!object.has(name) || HIDDEN.equals(object.path(name).asString(""))))
                    .forEach(name -> object.set(name, before.path(name)));
        }
        kind.open(settings);
        return settings;
    }

    private static String name(Fields fields) {
        String name = fields.text("name", LONGEST_NAME);
        if (!name.equals(Wording.line(name, LONGEST_NAME))) {
            fields.problem("name", "must be one line without control characters");
        }
        return name;
    }

    private static void requireFree(Handle handle, String name, long except) {
        ChannelTable.named(handle, name).filter(other -> other.id() != except).ifPresent(_ -> {
            throw new InvalidSettings(
                    List.of(new Problem("name", "\"" + name + "\" is the name of another channel")));
        });
    }
}
