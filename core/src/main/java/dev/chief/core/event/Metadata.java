package dev.chief.core.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What an event says besides its fields.
 *
 * @param entries in the order in which they are shown
 */
public record Metadata(SequencedMap<String, Value> entries) {
    /** Nothing. */
    public static final Metadata EMPTY = new Metadata(new LinkedHashMap<>());

    public Metadata {
        entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    /** Collects entries. */
    public static Builder builder() {
        return new Builder();
    }

    /** A value, as JSON knows them. */
    public sealed interface Value {
        /** A text. */
        record Text(String text) implements Value {
            public Text {
                requireNonNull(text);
            }
        }

        /** A whole number. */
        record Whole(long number) implements Value {}

        /** A number that need not be whole; finite. */
        record Decimal(double number) implements Value {
            public Decimal {
                if (!Double.isFinite(number)) {
                    throw new IllegalArgumentException("JSON has no number " + number + ".");
                }
            }
        }

        /** True or false. */
        record Flag(boolean flag) implements Value {}

        /** Null. */
        record None() implements Value {}

        /** A list. */
        record Items(List<Value> items) implements Value {
            public Items {
                items = List.copyOf(items);
            }
        }

        /** An object. */
        record Fields(Metadata fields) implements Value {
            public Fields {
                requireNonNull(fields);
            }
        }
    }

    /** Collects entries. Not for several threads. */
    public static final class Builder {
        private final SequencedMap<String, Value> entries = new LinkedHashMap<>();

        private Builder() {}

        /** A text. */
        public Builder text(String name, String text) {
            return value(name, new Value.Text(text));
        }

        /** A text, or null. */
        public Builder text(String name, Optional<String> text) {
            return text.isPresent() ? text(name, text.get()) : value(name, new Value.None());
        }

        /** An instant as ISO text in UTC, or null. */
        public Builder instant(String name, Optional<Instant> instant) {
            return text(name, instant.map(Instant::toString));
        }

        /** A whole number. */
        public Builder whole(String name, long number) {
            return value(name, new Value.Whole(number));
        }

        /** True or false. */
        public Builder flag(String name, boolean flag) {
            return value(name, new Value.Flag(flag));
        }

        /** A list of texts. */
        public Builder texts(String name, List<String> texts) {
            List<Value> items = new ArrayList<>();
            for (String text : texts) {
                items.add(new Value.Text(text));
            }
            return value(name, new Value.Items(items));
        }

        /** A list of objects. */
        public Builder objects(String name, List<Metadata> objects) {
            List<Value> items = new ArrayList<>();
            for (Metadata object : objects) {
                items.add(new Value.Fields(object));
            }
            return value(name, new Value.Items(items));
        }

        /** Any value; of a repeated name the last one counts. */
        public Builder value(String name, Value value) {
            entries.put(requireNonNull(name), value);
            return this;
        }

        /** All entries of another. */
        public Builder all(Metadata other) {
            entries.putAll(other.entries);
            return this;
        }

        /** What was collected. */
        public Metadata build() {
            return new Metadata(entries);
        }
    }
}
