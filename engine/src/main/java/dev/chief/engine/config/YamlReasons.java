package dev.chief.engine.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the YAML library's reasons into one plain line. */
final class YamlReasons {
    private YamlReasons() {}

    /** One line, without a full stop at its end. */
    static String reason(@Nullable String context, @Nullable String problem) {
        String what = plain(problem == null ? "it cannot be read" : problem);
        String where = context == null ? "" : plain(context);
        return where.isEmpty() ? what : where + ": " + what;
    }

    /** What to do about it, for the slips that people make most. */
    static Optional<String> hint(String reason) {
        if (reason.contains("mapping values are not allowed here")) {
            return Optional.of("put a value that holds \": \" in quotes, and check the indentation");
        }
        if (reason.contains("expected block end")) {
            return Optional.of("check the indentation: keys of one section begin in the same column");
        }
        if (reason.contains("TAB")) {
            return Optional.of("indent with spaces");
        }
        if (reason.contains("unknown escape character")) {
            return Optional
                    .of("in double quotes a backslash is written \\\\; single quotes take it as it is");
        }
        if (reason.contains("quoted scalar: found unexpected end")) {
            return Optional.of("the closing quote is missing");
        }
        if (reason.contains("',' or '}'")) {
            return Optional.of("the closing \"}\" is missing");
        }
        if (reason.contains("',' or ']'")) {
            return Optional.of("the closing \"]\" is missing");
        }
        return Optional.empty();
    }

    private static String plain(String text) {
        StringBuilder line = new StringBuilder();
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                space = !line.isEmpty();
                continue;
            }
            if (space) {
                line.append(' ');
                space = false;
            }
            boolean bracket = (c == '<' && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1)))
                    || (c == '>' && i > 0 && Character.isLetter(text.charAt(i - 1)));
            if (!bracket) {
                line.append(c);
            }
        }
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '.' || line.charAt(end - 1) == ';')) {
            end--;
        }
        line.setLength(end);
        return line.toString();
    }
}
