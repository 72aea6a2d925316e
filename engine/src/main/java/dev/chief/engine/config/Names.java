package dev.chief.engine.config;

import java.util.Optional;

/** Reads the names of jobs and scripts, which end up in file names, logs and crontabs. */
final class Names {
    static final int LONGEST = 200;

    private Names() {}

    /** A name without blanks around it; none if it is absent or no name. */
    static Optional<String> read(Fields fields, String key) {
        Optional<String> text = fields.text(key, "must be a non-empty string");
        if (text.isEmpty()) {
            return text;
        }
        String name = text.get().strip();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                fields.wrong(key, "must not contain control characters");
                return Optional.empty();
            }
        }
        int length = name.codePointCount(0, name.length());
        if (length > LONGEST) {
            fields.error(key, fields.place(key) + " must be at most " + LONGEST + " characters, got " + length
                    + ".", Optional.empty());
            return Optional.empty();
        }
        return Optional.of(name);
    }
}
