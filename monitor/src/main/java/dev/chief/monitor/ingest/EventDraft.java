package dev.chief.monitor.ingest;

import dev.chief.core.event.EventField;
import dev.chief.core.event.Level;
import dev.chief.core.event.SourceType;
import dev.chief.core.event.Uuid7;
import dev.chief.monitor.store.NewEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One event while it is read, with what is wrong in it. */
final class EventDraft {
    private static final int MAX_MESSAGE = 50_000;
    private static final int MAX_NAME = 200;
    private static final int MAX_PATH = 4_096;
    private static final int MAX_METADATA = 1 << 20;
    private static final int QUOTED = 60;

    private static final Set<String> SOURCES = Arrays.stream(SourceType.values())
            .map(SourceType::text)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> LEVELS = Arrays.stream(Level.values())
            .map(Level::name)
            .collect(Collectors.toUnmodifiableSet());

    private final int index;
    private final List<Reading.Problem> problems = new ArrayList<>();

    private Optional<String> sourceType = Optional.empty();
    private Optional<String> type = Optional.empty();
    private Optional<String> level = Optional.empty();
    private Optional<String> message = Optional.empty();
    private Optional<Instant> at = Optional.empty();
    private Optional<String> jobName = Optional.empty();
    private Optional<String> scriptPath = Optional.empty();
    private Optional<String> runId = Optional.empty();
    private Optional<Instant> scheduledFor = Optional.empty();
    private Optional<Boolean> success = Optional.empty();
    private Optional<Long> returnCode = Optional.empty();
    private Optional<Long> durationMillis = Optional.empty();
    private Optional<UUID> eventId = Optional.empty();
    private String metadata = "{}";

    EventDraft(int index) {
        this.index = index;
    }

    List<Reading.Problem> problems() {
        return problems;
    }

    /** Reads the value at which the parser stands. */
    void read(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            problems.add(new Reading.Problem(index, "",
                    "An event must be an object, got " + kind(parser.currentToken()) + "."));
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            field(name, parser);
        }
        required(EventField.SOURCE_TYPE, sourceType);
        required(EventField.EVENT_TYPE, type);
        required(EventField.LEVEL, level);
        required(EventField.MESSAGE, message);
    }

    private void field(String name, JsonParser parser) {
        switch (name) {
            case EventField.SOURCE_TYPE ->
                sourceType = oneOf(name, parser, SOURCES, "chief, worker, monitor");
            case EventField.EVENT_TYPE -> type = text(name, parser, MAX_NAME);
            case EventField.LEVEL ->
                level = oneOf(name, parser, LEVELS, "DEBUG, INFO, WARN, ERROR, CRITICAL");
            case EventField.MESSAGE -> message = text(name, parser, MAX_MESSAGE);
            case EventField.EVENT_AT -> at = instant(name, parser);
            case EventField.JOB_NAME -> jobName = text(name, parser, MAX_NAME);
            case EventField.SCRIPT_PATH -> scriptPath = text(name, parser, MAX_PATH);
            case EventField.RUN_ID -> runId = text(name, parser, MAX_NAME);
            case EventField.SCHEDULED_FOR -> scheduledFor = instant(name, parser);
            case EventField.SUCCESS -> success = flag(name, parser);
            case EventField.RETURN_CODE -> returnCode = whole(name, parser);
            case EventField.DURATION_MS -> durationMillis = whole(name, parser);
            case EventField.EVENT_ID -> eventId = uuid(name, parser);
            case EventField.METADATA -> metadata = object(name, parser);
            default -> parser.skipChildren();
        }
    }

    /** The event, when there are no problems. */
    NewEvent event(Instant receivedAt, LongSupplier random) {
        NewEvent event = new NewEvent(Uuid7.of(receivedAt, 0), at.orElse(receivedAt),
                sourceType.orElseThrow(),
                type.orElseThrow(), level.orElseThrow(), message.orElseThrow(),
                new NewEvent.About(jobName, scriptPath, runId, scheduledFor), success, returnCode,
                durationMillis,
                metadata);
        return ContentId.with(event, eventId.orElseGet(
                () -> at.isPresent() ? ContentId.of(event) : Uuid7.of(receivedAt, random.getAsLong())));
    }

    private void required(String name, Optional<String> value) {
        if (value.isEmpty() && problems.stream().noneMatch(problem -> problem.field().equals(name))) {
            problems.add(new Reading.Problem(index, name, "is required."));
        }
    }

    private Optional<String> text(String name, JsonParser parser, int most) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return wrong(name, parser, "must be a text");
        }
        String text = Surrogates.mended(parser.getString().strip());
        if (text.indexOf('\0') >= 0) {
            return wrong(name, "must not hold the character U+0000.");
        }
        if (text.length() > most) {
            return wrong(name, "must have at most " + most + " characters, got " + text.length() + ".");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private Optional<String> oneOf(String name, JsonParser parser, Set<String> words, String list) {
        Optional<String> text = text(name, parser, MAX_NAME);
        if (text.isPresent() && !words.contains(text.get())) {
            return wrong(name, "must be one of " + list + ", got " + quoted(text.get()) + ".");
        }
        return text;
    }

    private Optional<Instant> instant(String name, JsonParser parser) {
        Optional<String> text = text(name, parser, MAX_NAME);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> instant = IsoInstant.parse(text.get());
        return instant.isPresent() ? instant
                : wrong(name, "must be an ISO instant with an offset or Z, of the years 1970 to 2200, got "
                        + quoted(text.get()) + ".");
    }

    private Optional<UUID> uuid(String name, JsonParser parser) {
        Optional<String> text = text(name, parser, MAX_NAME);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(text.get());
            // Java also takes shorter forms.
            if (id.toString().equalsIgnoreCase(text.get())) {
                return Optional.of(id);
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        return wrong(name, "must be a UUID, got " + quoted(text.get()) + ".");
    }

    private Optional<Boolean> flag(String name, JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            default -> wrong(name, parser, "must be true or false");
        };
    }

    private Optional<Long> whole(String name, JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                try {
                    yield Optional.of(new BigDecimal(parser.getString()).longValueExact());
                } catch (ArithmeticException | NumberFormatException _) {
                    yield wrong(name,
                            "must be a whole number of 64 bits, got " + shortened(parser.getString()) + ".");
                }
            }
            default -> wrong(name, parser, "must be a whole number");
        };
    }

    private String object(String name, JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            wrong(name, parser, "must be an object");
            return "{}";
        }
        String json = CompactJson.copy(parser);
        if (json.length() > MAX_METADATA) {
            wrong(name, "must have at most " + MAX_METADATA + " characters, got " + json.length() + ".");
        }
        return json;
    }

    /** Of a value of the wrong kind; null stands for an absent one. */
    private <T> Optional<T> wrong(String name, JsonParser parser, String rule) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            wrong(name, rule + ", got " + kind(parser.currentToken()) + ".");
            parser.skipChildren();
        }
        return Optional.empty();
    }

    private <T> Optional<T> wrong(String name, String message) {
        problems.add(new Reading.Problem(index, name, message));
        return Optional.empty();
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            default -> "null";
        };
    }

    private static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    private static String shortened(String text) {
        return text.length() <= QUOTED ? text : Surrogates.mended(text.substring(0, QUOTED)) + "...";
    }
}
