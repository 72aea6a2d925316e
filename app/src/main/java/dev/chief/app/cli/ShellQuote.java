package dev.chief.app.cli;

import java.util.List;

/** Words as a POSIX shell must read them. */
final class ShellQuote {
    private ShellQuote() {}

    /** The word itself if no character of it means anything to a shell, else the word in single quotes. */
    static String quote(String word) {
        if (word.isEmpty()) {
            return "''";
        }
        for (int i = 0; i < word.length(); i++) {
            if (!isPlain(word.charAt(i))) {
                return "'" + word.replace("'", "'\"'\"'") + "'";
            }
        }
        return word;
    }

    static String quote(List<String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(line.isEmpty() ? "" : " ").append(quote(word));
        }
        return line.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || "@%+=:,./_-".indexOf(c) >= 0;
    }
}
