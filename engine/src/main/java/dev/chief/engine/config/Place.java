package dev.chief.engine.config;

import org.jspecify.annotations.Nullable;

/** The path of a field, such as {@code jobs[0].schedule.time}, spelled out only when a problem names it. */
final class Place {
    /** The file as a whole. */
    static final Place TOP = new Place(null, "", -1);

    private final @Nullable Place parent;
    private final String key;
    private final int index;

    private Place(@Nullable Place parent, String key, int index) {
        this.parent = parent;
        this.key = key;
        this.index = index;
    }

    Place key(String name) {
        return new Place(this, name, -1);
    }

    Place item(int number) {
        return new Place(this, "", number);
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        write(path);
        return path.toString();
    }

    private void write(StringBuilder path) {
        if (parent == null) {
            return;
        }
        parent.write(path);
        if (index >= 0) {
            path.append('[').append(index).append(']');
            return;
        }
        if (!path.isEmpty()) {
            path.append('.');
        }
        path.append(key);
    }
}
