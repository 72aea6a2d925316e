package dev.chief.client;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON, as long as there is room for them: the monitor refuses bodies over 2 MB. For one thread. */
final class JsonText {
    private static final int MESSAGE_CHARACTERS = 20_000;
    private static final int METADATA_CHARACTERS = 200_000;
    /** What a value counts at least: a long number with its comma. */
    private static final int VALUE_CHARACTERS = 24;
    private static final int DEPTH = 32;
    private static final String CUT = "... (cut)";
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder json;
    /** The containers that enclose the value at hand. */
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int room = METADATA_CHARACTERS;

    JsonText(StringBuilder json) {
        this.json = json;
    }

    /** A field with a text, and a comma behind it. */
    static void field(StringBuilder json, String name, String text) {
        string(json, name);
        json.append(':');
        string(json, text);
        json.append(',');
    }

    static String bounded(String text) {
        return text.length() <= MESSAGE_CHARACTERS ? text : text.substring(0, MESSAGE_CHARACTERS) + CUT;
    }

    void map(Map<?, ?> map) {
        int before = json.length();
        try {
            open.add(map);
            json.append('{');
            boolean first = true;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.append(first ? "" : ",");
                first = false;
                if (room <= 0) {
                    string(json, CUT);
                    json.append(":true");
                    break;
                }
                text(entry.getKey());
                json.append(':');
                value(entry.getValue());
            }
            json.append('}');
        } catch (RuntimeException e) {
            // A map with methods of its own, or one that another thread changes.
            json.setLength(before);
            json.append("{}");
        } finally {
            open.remove(map);
        }
    }

    private void value(@Nullable Object value) {
        room -= VALUE_CHARACTERS;
        if (value == null || value instanceof Boolean || isWhole(value) || isFinite(value)) {
            json.append(value);
        } else if (value instanceof Map<?, ?> || value instanceof Iterable<?> || value.getClass().isArray()) {
            container(value);
        } else {
            text(value);
        }
    }

    private void container(Object value) {
        if (open.contains(value)) {
            text("(recursive)");
        } else if (open.size() >= DEPTH) {
            text("(too deep)");
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof Path) {
            // Iterable over its own parts.
            text(value);
        } else {
            items(value);
        }
    }

    private void items(Object value) {
        int before = json.length();
        try {
            open.add(value);
            json.append('[');
            if (value instanceof Iterable<?> items) {
                boolean first = true;
                for (Object item : items) {
                    first = comma(first);
                    if (isFull()) {
                        break;
                    }
                    value(item);
                }
            } else {
                boolean first = true;
                for (int i = 0; i < Array.getLength(value); i++) {
                    first = comma(first);
                    if (isFull()) {
                        break;
                    }
                    value(Array.get(value, i));
                }
            }
            json.append(']');
        } catch (RuntimeException e) {
            json.setLength(before);
            text(value);
        } finally {
            open.remove(value);
        }
    }

    private boolean comma(boolean first) {
        if (!first) {
            json.append(',');
        }
        return false;
    }

    private boolean isFull() {
        if (room <= 0) {
            string(json, CUT);
            return true;
        }
        return false;
    }

    private void text(@Nullable Object value) {
        String text;
        try {
            text = value instanceof Throwable failure
                    ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
                    : String.valueOf(String.valueOf(value));
        } catch (RuntimeException | StackOverflowError e) {
            text = "(" + (value == null ? "null" : value.getClass().getSimpleName()) + " that has no text)";
        }
        int allowed = Math.max(room, 0);
        string(json, text.length() > allowed ? text.substring(0, allowed) + CUT : text);
        room -= Math.min(text.length(), allowed);
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short
                || value instanceof Byte
                || (value instanceof BigInteger number && number.bitLength() < Long.SIZE);
    }

    private static boolean isFinite(Object value) {
        return (value instanceof Double real && Double.isFinite(real))
                || (value instanceof Float single && Float.isFinite(single));
    }

    private static void string(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
