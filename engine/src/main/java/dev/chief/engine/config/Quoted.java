package dev.chief.engine.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows values of a configuration in messages. */
final class Quoted {
    private static final int LONGEST_VALUE = 100;

    private Quoted() {}

    /** A value in double quotes, shortened if it is long. */
    static String of(String value) {
        return '"' + printable(value, LONGEST_VALUE) + '"';
    }

    /** What a node is, to follow the word "got". */
    static String got(@Nullable Node node) {
        return switch (node) {
            case null -> "nothing";
            case Node.Scalar scalar -> of(scalar.text());
            case Node.Sequence _ -> "a list";
            case Node.Mapping _ -> "a mapping";
        };
    }

    /** A text on one line: control characters are spelled as escapes, and what is too long ends in an ellipsis. */
    static String printable(String text, int longest) {
        boolean plain = text.length() <= longest;
        for (int i = 0; plain && i < text.length(); i++) {
            plain = !needsEscape(text.charAt(i));
        }
        if (plain) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int i = 0;
        while (i < text.length() && shown.length() < longest) {
            int c = text.codePointAt(i);
            if (c == '\n') {
                shown.append("\\n");
            } else if (c == '\t') {
                shown.append("\\t");
            } else if (needsEscape((char) c) && c <= Character.MAX_VALUE) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return i < text.length() ? shown.append("...").toString() : shown.toString();
    }

    private static boolean needsEscape(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || c == '\u202e' || c == '\ufeff';
    }
}
