package dev.chief.engine.config;

import dev.chief.engine.config.Node.Kind;

/** Types and values of plain scalars by the core schema of YAML 1.2, without regular expressions. */
final class CoreSchema {
    private CoreSchema() {}

    /** What a plain scalar without a tag is. */
    static Kind kindOf(String text) {
        if (text.isEmpty()) {
            return Kind.NULL;
        }
        char first = text.charAt(0);
        return switch (first) {
            case '~' -> text.length() == 1 ? Kind.NULL : Kind.WORD;
            case 'n', 'N' -> text.equals("null") || text.equals("Null") || text.equals("NULL")
                    ? Kind.NULL
                    : Kind.WORD;
            case 't', 'T' -> text.equals("true") || text.equals("True") || text.equals("TRUE")
                    ? Kind.BOOLEAN
                    : Kind.WORD;
            case 'f', 'F' -> text.equals("false") || text.equals("False") || text.equals("FALSE")
                    ? Kind.BOOLEAN
                    : Kind.WORD;
            default -> first == '-' || first == '+' || first == '.' || isDigit(first)
                    ? number(text)
                    : Kind.WORD;
        };
    }

    /** The value of a scalar of kind INTEGER; one beyond a long becomes the nearest long. */
    static long integer(String text) {
        boolean negative = text.charAt(0) == '-';
        int start = negative || text.charAt(0) == '+' ? 1 : 0;
        int radix = text.startsWith("0x") ? 16 : text.startsWith("0o") ? 8 : 10;
        long value = 0;
        for (int i = radix == 10 ? start : 2; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (value > (Long.MAX_VALUE - digit) / radix) {
                return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
            value = value * radix + digit;
        }
        return negative ? -value : value;
    }

    /** The value of a scalar of kind INTEGER or FLOAT. */
    static double number(Node.Scalar scalar) {
        String text = scalar.text();
        if (scalar.kind() == Kind.INTEGER) {
            return integer(text);
        }
        int letter = text.length() - 3;
        if (letter > 0 && text.charAt(letter - 1) == '.' && !isDigit(text.charAt(letter))) {
            return text.charAt(letter + 1) == 'a' || text.charAt(letter + 1) == 'A'
                    ? Double.NaN
                    : text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(text);
    }

    private static Kind number(String text) {
        int length = text.length();
        char first = text.charAt(0);
        if (first == '0' && length > 2 && (text.charAt(1) == 'x' || text.charAt(1) == 'o')) {
            return allDigits(text, 2, text.charAt(1) == 'x' ? 16 : 8) ? Kind.INTEGER : Kind.WORD;
        }
        int start = first == '-' || first == '+' ? 1 : 0;
        if (allDigits(text, start, 10)) {
            return Kind.INTEGER;
        }
        return isFloat(text, start) || isSpecial(text, start) ? Kind.FLOAT : Kind.WORD;
    }

    private static boolean isSpecial(String text, int start) {
        String rest = text.substring(start);
        return rest.equals(".inf") || rest.equals(".Inf") || rest.equals(".INF")
                || (start == 0 && (rest.equals(".nan") || rest.equals(".NaN") || rest.equals(".NAN")));
    }

    private static boolean isFloat(String text, int start) {
        int i = digitsFrom(text, start);
        int digits = i - start;
        if (i < text.length() && text.charAt(i) == '.') {
            int end = digitsFrom(text, i + 1);
            digits += end - i - 1;
            i = end;
        }
        if (digits == 0) {
            return false;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i++;
            if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
                i++;
            }
            int end = digitsFrom(text, i);
            return end > i && end == text.length();
        }
        return i == text.length();
    }

    private static int digitsFrom(String text, int start) {
        int i = start;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean allDigits(String text, int start, int radix) {
        if (start >= text.length()) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 'f' || Character.digit(c, radix) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
