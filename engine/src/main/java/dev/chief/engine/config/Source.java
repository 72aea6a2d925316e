package dev.chief.engine.config;

import dev.chief.engine.config.Diagnostic.Location;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The text of a configuration, and its lines for those who have to show one. */
final class Source {
    private final String name;
    private final String text;
    private int[] lineStarts = {};
    private int shownLine;
    private String shown = "";
    private int shownLength;
    private String secret = "";
    private Secrecy secrecy = Secrecy.OF_TELLING_NAMES;

    /**
     * @param name the file as the user named it
     * @param text its text without a byte order mark
     */
    Source(String name, String text) {
        this.name = name;
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Keeps a text from being shown. */
    void hide(String text) {
        secret = text;
        shownLine = 0;
    }

    /** Keeps what stands behind these names from being shown, as what stands behind telling names always is. */
    void hideValuesOf(List<String> names) {
        secrecy = secrecy.with(names, Map.of());
        shownLine = 0;
    }

    Secrecy secrecy() {
        return secrecy;
    }

    /** A place in this text. Lines and columns count from 1; a width of 0 means up to the end of the line. */
    Location location(int line, int column, int width) {
        if (line != shownLine) {
            // Problems of one line share its text, however long it is.
            shownLine = line;
            shown = Secrets.hide(Secrets.hide(this, line), secret);
            shownLength = shown.codePointCount(0, shown.length());
        }
        int left = shownLength - column + 1;
        int meant = width == 0 ? left : Math.min(width, left);
        return new Location(name, line, column, Math.max(1, meant), shown);
    }

    /** The place of a code point, counted from 0. */
    Location locationAt(int codePoint) {
        int offset = codePoint >= text.length() ? text.length() : text.offsetByCodePoints(0, codePoint);
        int found = Arrays.binarySearch(lineStarts(), offset);
        int line = found >= 0 ? found + 1 : -found - 1;
        return location(line, text.codePointCount(lineStarts()[line - 1], offset) + 1, 1);
    }

    /** A line without its line break; one beyond the end is empty. */
    String line(int line) {
        int[] starts = lineStarts();
        if (line > starts.length) {
            return "";
        }
        int start = starts[line - 1];
        int end = line < starts.length ? starts[line] : text.length();
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    private int[] lineStarts() {
        if (lineStarts.length == 0) {
            int[] starts = new int[16];
            int count = 1;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean ends = c == '\n'
                        || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
                if (ends) {
                    if (count == starts.length) {
                        starts = Arrays.copyOf(starts, count * 2);
                    }
                    starts[count++] = i + 1;
                }
            }
            lineStarts = Arrays.copyOf(starts, count);
        }
        return lineStarts;
    }
}
