package dev.chief.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A dotenv file: lines {@code KEY=VALUE}, optionally after {@code export}, with quotes and {@code #} comments. Nothing is
 * expanded.
 *
 * @param variables in file order
 * @param problems the lines that are none of this
 */
record DotEnv(SequencedMap<String, String> variables, List<Problem> problems) {

    /**
     * A line that cannot be read.
     *
     * @param line from 1
     * @param reason what is wrong with it; the line itself is not shown, since it may hold a secret
     */
    record Problem(int line, String reason) {}

    static DotEnv parse(String text) {
        SequencedMap<String, String> variables = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        int line = 0;
        for (String content : text.lines().toList()) {
            line++;
            String assignment = content.strip();
            if (!assignment.isEmpty() && assignment.charAt(0) != '#') {
                int number = line;
                read(assignment, variables).ifPresent(reason -> problems.add(new Problem(number, reason)));
            }
        }
        return new DotEnv(variables, List.copyOf(problems));
    }

    private static Optional<String> read(String assignment, SequencedMap<String, String> variables) {
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            return Optional.of("must be KEY=VALUE");
        }
        String key = assignment.substring(0, equals).strip();
        if (key.startsWith("export ") || key.startsWith("export\t")) {
            key = key.substring(7).strip();
        }
        if (!isName(key)) {
            return Optional.of("must begin with a name of letters, digits and underscores before the \"=\"");
        }
        String value = assignment.substring(equals + 1).strip();
        if (value.indexOf('\0') >= 0) {
            return Optional.of("must not hold a NUL character");
        }
        if (value.startsWith("'") || value.startsWith("\"")) {
            int end = closingQuote(value);
            if (end < 0) {
                return Optional.of("has no closing quote");
            }
            String rest = value.substring(end + 1).strip();
            if (!rest.isEmpty() && rest.charAt(0) != '#') {
                return Optional.of("goes on after the closing quote");
            }
            String inner = value.substring(1, end);
            variables.put(key, value.charAt(0) == '"' ? unescaped(inner) : inner);
        } else {
            variables.put(key, withoutComment(value));
        }
        return Optional.empty();
    }

    private static boolean isName(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && (i == 0 || "0123456789.-".indexOf(c) < 0)) {
                return false;
            }
        }
        return !key.isEmpty();
    }

    private static int closingQuote(String value) {
        char quote = value.charAt(0);
        int i = 1;
        while (i < value.length()) {
            if (value.charAt(i) == quote) {
                return i;
            }
            i += value.charAt(i) == '\\' && quote == '"' ? 2 : 1;
        }
        return -1;
    }

    private static String withoutComment(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '#' && (i == 0 || Character.isWhitespace(value.charAt(i - 1)))) {
                return value.substring(0, i).strip();
            }
        }
        return value;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\' || i == text.length()) {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(i++);
            switch (escaped) {
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case '"', '\\', '$', '`' -> plain.append(escaped);
                default -> plain.append(c).append(escaped);
            }
        }
        return plain.toString();
    }
}
