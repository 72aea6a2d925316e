package dev.chief.engine.config;

import java.util.List;

/**
 * Keeps keys and passwords out of what is shown of a configuration. A problem may stand on the line of a secret, or the
 * file may be so broken that nobody can tell what is one, so this goes by the spelling of keys and options.
 */
final class Secrets {
    private static final List<String> TELLING = List.of("apikey", "token", "secret", "password", "passwd",
            "passphrase", "credential", "privatekey", "accesskey");
    private static final int LINES_BACK = 200;

    private Secrets() {}

    /** A line of a configuration with asterisks for what follows a key that names a secret. */
    static String hide(Source source, int line) {
        String text = source.line(line);
        if (belongsToSecret(source, line, text)) {
            return masked(text, indent(text));
        }
        int start = valueOfSecret(text, source.secrecy());
        return start < 0 ? text : masked(text, start);
    }

    /** Whether a command line or a part of it has something behind an option, or behind a name and "=", that is secret. */
    static boolean holdsSecret(String commandLine, Secrecy secrecy) {
        return valueOfOption(commandLine, secrecy) >= 0;
    }

    /** A text with asterisks for a secret wherever it occurs. Very short secrets are taken for words. */
    static String hide(String text, String secret) {
        return secret.length() < 4 ? text : text.replace(secret, "*".repeat(secret.length()));
    }

    /** Whether a key names a secret. */
    static boolean isTelling(String key) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                letters.append((char) (c - 'A' + 'a'));
            } else if (c >= 'a' && c <= 'z') {
                letters.append(c);
            }
        }
        String name = letters.toString();
        for (String word : TELLING) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Where the value of the first secret of a line begins, or -1. */
    private static int valueOfSecret(String text, Secrecy secrecy) {
        int key = valueOfKey(text, secrecy);
        int option = valueOfOption(text, secrecy);
        return key < 0 ? option : option < 0 ? key : Math.min(key, option);
    }

    /** A word that begins with "-" and is secret, or one before "=". */
    private static int valueOfOption(String text, Secrecy secrecy) {
        int start = 0;
        boolean inValue = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ' ' : text.charAt(i);
            boolean ends = c <= ' ' || ",[]\"'".indexOf(c) >= 0;
            if (!inValue && (ends || c == '=')) {
                boolean named = c == '=' ? i > start : i > start + 1 && text.charAt(start) == '-';
                if (named && secrecy.covers(text.substring(start, i))) {
                    return c == '=' ? i + 1 : i;
                }
            }
            inValue = !ends && (inValue || c == '=');
            start = ends ? i + 1 : start;
        }
        return -1;
    }

    private static int valueOfKey(String text, Secrecy secrecy) {
        int keyStart = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' || c == ',' || c == '[') {
                keyStart = i + 1;
            } else if (c == ':' && (i + 1 == text.length() || " \t\"'".indexOf(text.charAt(i + 1)) >= 0)) {
                if (secrecy.covers(text.substring(keyStart, i))) {
                    return i + 1;
                }
                keyStart = i + 1;
            }
        }
        return -1;
    }

    /** Whether a line continues a value that began under a telling key above it, or follows an option in a list. */
    private static boolean belongsToSecret(Source source, int line, String text) {
        int inner = indent(text);
        boolean next = true;
        for (int above = line - 1; inner > 0 && above > 0 && above > line - LINES_BACK; above--) {
            String outer = source.line(above);
            if (!outer.isBlank()) {
                if (next && indent(outer) == inner && endsWithOption(outer, source.secrecy())) {
                    return true;
                }
                next = false;
                if (indent(outer) < inner) {
                    int start = valueOfKey(outer, source.secrecy());
                    return start >= 0 && !outer.substring(start).contains(",");
                }
            }
        }
        return false;
    }

    private static boolean endsWithOption(String line, Secrecy secrecy) {
        int end = valueOfOption(line, secrecy);
        for (int i = Math.max(end, 0); i < line.length(); i++) {
            if (" \t\"'".indexOf(line.charAt(i)) < 0) {
                return false;
            }
        }
        return end >= 0;
    }

    private static int indent(String text) {
        int indent = 0;
        while (indent < text.length() && text.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private static String masked(String text, int start) {
        StringBuilder masked = new StringBuilder(text.length()).append(text, 0, start);
        text.codePoints()
                .skip(text.codePointCount(0, start))
                .forEach(c -> masked.appendCodePoint(c == ' ' || c == '\t' ? c : '*'));
        return masked.toString();
    }
}
