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
    final class Mapping implements Node {
        private final Scalar[] keys;
        private final Node[] values;
        private final int line;
        private final int column;
        private final int width;

        /** @param values one for each key */
        Mapping(List<Scalar> keys, List<Node> values, int line, int column, int width) {
            this.keys = keys.toArray(new Scalar[0]);
            this.values = values.toArray(new Node[0]);
            this.line = line;
            this.column = column;
            this.width = width;
        }

        /** Without any key, at the place of another. */
        static Mapping empty(Node at) {
            return new Mapping(List.of(), List.of(), at.line(), at.column(), at.width());
        }

        int size() {
            return keys.length;
        }

        Scalar key(int index) {
            return keys[index];
        }

        Node value(int index) {
            return values[index];
        }

        @Nullable
        Node get(String name) {
            int index = indexOf(name);
            return index < 0 ? null : values[index];
        }

        @Nullable
        Scalar key(String name) {
            int index = indexOf(name);
            return index < 0 ? null : keys[index];
        }

        @Override
        public int line() {
            return line;
        }

        @Override
        public int column() {
            return column;
        }

        @Override
        public int width() {
            return width;
        }

        private int indexOf(String name) {
            // Strings remember their hash, and almost every comparison here fails.
            int hash = name.hashCode();
            for (int i = 0; i < keys.length; i++) {
                String key = keys[i].text();
                if (key.hashCode() == hash && key.equals(name)) {
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
