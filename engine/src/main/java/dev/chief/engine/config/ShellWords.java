package dev.chief.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a text into words as a POSIX shell does with blanks, quotes and backslashes. Nothing is expanded, and {@code #}
 * begins no comment.
 */
final class ShellWords {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int at;

    private ShellWords(String text) {
        this.text = text;
    }

    /**
     * The words of a text.
     *
     * @param words in order, empty if there is a problem
     * @param problem why the text cannot be split, such as {@code has no closing quotation}
     */
    record Split(List<String> words, Optional<String> problem) {
        Split {
            words = List.copyOf(words);
        }
    }

    static Split split(String text) {
        return new ShellWords(text).split();
    }

    private Split split() {
        boolean inWord = false;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else if (c == '\\' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            } else {
                inWord = true;
                Optional<String> problem = inside(c);
                if (problem.isPresent()) {
                    return new Split(List.of(), problem);
                }
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return new Split(words, Optional.empty());
    }

    /** Reads on from a character that belongs to a word. */
    private Optional<String> inside(char c) {
        switch (c) {
            case '\'' -> {
                return singleQuoted() ? Optional.empty() : Optional.of("has no closing quotation");
            }
            case '"' -> {
                return doubleQuoted() ? Optional.empty() : Optional.of("has no closing quotation");
            }
            case '\\' -> {
                if (at == text.length()) {
                    return Optional.of("ends in a lone backslash");
                }
                word.append(text.charAt(at++));
            }
            default -> word.append(c);
        }
        return Optional.empty();
    }

    private boolean singleQuoted() {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            return false;
        }
        word.append(text, at, end);
        at = end + 1;
        return true;
    }

    /** A backslash in double quotes stands for itself unless a quote, a backslash, a dollar, a backtick or a line break follows. */
    private boolean doubleQuoted() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c == '\\' && at < text.length() && "\"\\$`\n".indexOf(text.charAt(at)) >= 0) {
                if (text.charAt(at) != '\n') {
                    word.append(text.charAt(at));
                }
                at++;
            } else {
                word.append(c);
            }
        }
        return false;
    }
}
