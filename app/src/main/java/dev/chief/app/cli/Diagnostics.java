package dev.chief.app.cli;

import dev.chief.engine.config.Diagnostic;
import dev.chief.engine.config.Diagnostic.Location;
import dev.chief.engine.config.Diagnostic.Severity;
import java.util.List;

/** Problems of a configuration as blocks of text: the sentence, the place, the line with what is meant underlined. */
final class Diagnostics {
    /** Longest part of a source line that is shown, in characters. */
    private static final int MOST_COLUMNS = 160;

    private Diagnostics() {}

    /** Writes one block a problem, then a count, to standard error. Nothing at all if there is no problem. */
    static void report(List<Diagnostic> diagnostics, String file, Streams streams) {
        if (diagnostics.isEmpty()) {
            return;
        }
        int errors = 0;
        StringBuilder text = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            errors += diagnostic.severity() == Severity.ERROR ? 1 : 0;
            append(text, diagnostic, streams);
        }
        append(text, errors, "error");
        append(text, diagnostics.size() - errors, "warning");
        streams.report(text.append(" in ").append(file).toString());
    }

    private static void append(StringBuilder text, int count, String noun) {
        if (count > 0) {
            boolean first = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
            text.append(first ? "" : ", ")
                    .append(count)
                    .append(' ')
                    .append(noun)
                    .append(count == 1 ? "" : "s");
        }
    }

    private static void append(StringBuilder text, Diagnostic diagnostic, Streams streams) {
        text.append(switch (diagnostic.severity()) {
            case ERROR -> streams.red("Error:");
            case WARNING -> streams.yellow("Warning:");
        });
        text.append(' ').append(visible(diagnostic.message())).append('\n');
        String gutter = "   ";
        if (diagnostic.location().isPresent()) {
            Location location = diagnostic.location().get();
            String number = Integer.toString(location.line());
            gutter = " ".repeat(Math.max(3, number.length() + 1));
            text.append(gutter, 0, gutter.length() - 1).append("--> ");
            text.append(location.file())
                    .append(':')
                    .append(location.line())
                    .append(':')
                    .append(location.column());
            text.append(diagnostic.path().isEmpty() ? "" : "  " + diagnostic.path()).append('\n');
            appendSource(text, location, number, gutter, streams);
        }
        if (diagnostic.hint().isPresent()) {
            text.append(gutter).append("= ").append(visible(diagnostic.hint().get())).append('\n');
        }
    }

    private static void appendSource(
        StringBuilder text,
        Location location,
        String number,
        String gutter,
        Streams streams
    ) {
        int[] line = location.text().codePoints().toArray();
        int column = Math.min(location.column() - 1, line.length);
        int from = column < MOST_COLUMNS - 40 ? 0 : column - 40;
        int to = Math.min(line.length, from + MOST_COLUMNS);
        text.append(gutter).append("|\n");
        text.append(" ".repeat(gutter.length() - number.length() - 1)).append(number).append(" | ");
        for (int i = from; i < to; i++) {
            text.appendCodePoint(isControl(line[i]) ? ' ' : line[i]);
        }
        int width = Math.max(1, Math.min(location.width(), to - column));
        text.append('\n').append(gutter).append("| ").append(" ".repeat(column - from));
        text.append(streams.red("^".repeat(width))).append('\n');
    }

    /** Characters that would move a terminal's cursor or change its colours, written as escapes. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c) && c != '\n') {
                visible.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
            } else {
                visible.append(c);
            }
        }
        return visible.toString();
    }

    private static boolean isControl(int c) {
        return c < ' ' || (c >= 0x7f && c < 0xa0);
    }
}
