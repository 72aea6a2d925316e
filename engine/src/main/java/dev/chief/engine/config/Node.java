package dev.chief.engine.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of YAML with the place where it stands. Lines and columns count from 1, columns in code points. */
sealed interface Node {
    int line();

    int column();

    /** Code points from the column on; 0 means up to the end of the line. */
    int width();

    /** What a scalar is by the core schema of YAML 1.2. */
    enum Kind {
        /** Nothing, {@code ~} or {@code null}. */
        NULL,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A whole number. */
        INTEGER,
        /** A number with a fraction or exponent, an infinity, or not a number. */
        FLOAT,
        /** Text without quotes. */
        WORD,
        /** Text in quotes, in a block, or tagged as text. */
        QUOTED,
        /** Stands for something that has been reported already; nothing more is said about it. */
        BROKEN
    }

    /**
     * A scalar.
     *
     * @param text its spelling in the source, with quotes and escapes resolved
     */
    record Scalar(String text, Kind kind, int line, int column, int width) implements Node {
        boolean isText() {
            return kind == Kind.WORD || kind == Kind.QUOTED;
        }

        boolean isTextOrInteger() {
            return isText() || kind == Kind.INTEGER;
        }
    }

    /** A list. */
    record Sequence(List<Node> items, int line, int column, int width) implements Node {}

    /** A mapping with distinct keys, in file order, merge keys resolved. */
    record Mapping(List<Scalar> keys, List<Node> values, int line, int column, int width) implements Node {
        @Nullable
        Node get(String name) {
            int index = indexOf(name);
            return index < 0 ? null : values.get(index);
        }

        @Nullable
        Scalar key(String name) {
            int index = indexOf(name);
            return index < 0 ? null : keys.get(index);
        }

        private int indexOf(String name) {
            for (int i = 0; i < keys.size(); i++) {
                if (keys.get(i).text().equals(name)) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** Whether there is nothing, which means the default where there is one. */
    static boolean isEmpty(@Nullable Node node) {
        return node == null || (node instanceof Scalar scalar && scalar.kind() == Kind.NULL);
    }

    /** Whether a problem of the node has been reported already. */
    static boolean isBroken(@Nullable Node node) {
        return node instanceof Scalar scalar && scalar.kind() == Kind.BROKEN;
    }
}
