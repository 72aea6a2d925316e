package dev.chief.app.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns of text. */
final class Table {
    private Table() {}

    /** One line for each row: every column but the last is as wide as its longest text, with two blanks between them. */
    static List<String> lines(List<String[]> rows) {
        int columns = rows.isEmpty() ? 0 : rows.getFirst().length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns - 1; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            lines.add(line.append(row[columns - 1]).toString().stripTrailing());
        }
        return lines;
    }
}
