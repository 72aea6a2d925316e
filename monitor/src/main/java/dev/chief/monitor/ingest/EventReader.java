package dev.chief.monitor.ingest;

import dev.chief.core.event.EventField;
import dev.chief.monitor.store.NewEvent;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads events from the body of a request and checks them. For any thread.
 *
 * <p>Texts are trimmed; null and a blank text stand for an absent value. Fields that are not known are passed over. An event
 * without an id of its own gets one made from its content if it says when it happened, so that sending it again changes nothing,
 * and a fresh one otherwise. Half surrogate pairs, which some senders make of file names in other encodings, become U+FFFD.
 */
public final class EventReader {
    /** Of how many faulty events the faults are listed. */
    public static final int LISTED = 100;
    /** How deep metadata may be nested; metadata itself counts as 1. */
    public static final int MAX_DEPTH = 50;

    /** The list, the event and the object around the list. */
    private static final int DEPTH_AROUND_METADATA = 3;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + DEPTH_AROUND_METADATA)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final LongSupplier random;

    /**
     * @param random for the ids of events that have none and do not say when they happened
     */
    public EventReader(LongSupplier random) {
        this.random = random;
    }

    /**
     * Reads the body of a request that holds one event.
     *
     * @param receivedAt stands in where the event does not say when it happened
     * @throws MalformedBodyException if the body is not JSON; other values than an object are a problem of the event
     */
    public Reading one(byte[] body, Instant receivedAt) throws MalformedBodyException {
        return read(body, receivedAt, Batch::event);
    }

    /**
     * Reads the body of a request that holds a list of events, or an object whose {@code events} is one.
     *
     * @param receivedAt stands in where an event does not say when it happened
     * @throws MalformedBodyException if the body is not JSON, or neither of both
     */
    public Reading batch(byte[] body, Instant receivedAt) throws MalformedBodyException {
        return read(body, receivedAt, (batch, parser) -> {
            switch (parser.nextToken()) {
                case START_ARRAY -> batch.list(parser);
                case START_OBJECT -> batch.wrapped(parser);
                case null, default -> throw new MalformedBodyException(Batch.NEITHER);
            }
        });
    }

    private interface Form {
        void read(Batch batch, JsonParser parser) throws MalformedBodyException;
    }

    private Reading read(byte[] body, Instant receivedAt, Form form) throws MalformedBodyException {
        CharBuffer text = decoded(body);
        Batch batch = new Batch(receivedAt);
        try (
            JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text.array(),
                    text.arrayOffset(), text.length())
        ) {
            form.read(batch, parser);
            if (parser.nextToken() != null) {
                throw new MalformedBodyException("The body goes on after its JSON value.");
            }
        } catch (JacksonException e) {
            throw new MalformedBodyException(words(e));
        }
        return new Reading(batch.events, batch.dropped, batch.problems);
    }

    /** Strictly: Jackson lets some sequences pass that are not UTF-8, and would guess other encodings. */
    private static CharBuffer decoded(byte[] body) throws MalformedBodyException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new MalformedBodyException("The body is not UTF-8.");
        }
    }

    /** Where it is, and no words of the parser's, which quote the body and name classes. */
    private static String words(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "The body is not JSON."
                : "The body is not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr()
                        + ": malformed, a name that occurs twice, a number of more than 1,000 digits, or nested too deep.";
    }

    /** What has been read of a body. */
    private final class Batch {
        static final String NEITHER = "The body must be a list of events, or an object whose \"events\" is one.";

        final Instant receivedAt;
        final List<NewEvent> events = new ArrayList<>();
        final List<Reading.Problem> problems = new ArrayList<>();
        int index;
        int dropped;

        Batch(Instant receivedAt) {
            this.receivedAt = receivedAt;
        }

        void wrapped(JsonParser parser) throws MalformedBodyException {
            boolean found = false;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (!name.equals(EventField.EVENTS)) {
                    parser.skipChildren();
                } else if (value == JsonToken.START_ARRAY) {
                    found = true;
                    list(parser);
                } else {
                    throw new MalformedBodyException(NEITHER);
                }
            }
            if (!found) {
                throw new MalformedBodyException(NEITHER);
            }
        }

        void list(JsonParser parser) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                add(parser);
            }
        }

        void event(JsonParser parser) throws MalformedBodyException {
            if (parser.nextToken() == null) {
                throw new MalformedBodyException("The body is empty.");
            }
            add(parser);
        }

        /** Reads the value at which the parser stands. */
        private void add(JsonParser parser) {
            EventDraft draft = new EventDraft(index++);
            draft.read(parser);
            if (draft.problems().isEmpty()) {
                events.add(draft.event(receivedAt, random));
                return;
            }
            dropped++;
            if (dropped <= LISTED) {
                problems.addAll(draft.problems());
            }
        }
    }
}
