package dev.chief.engine.config;

/** Finds what is not UTF-8 in a file: the JDK's decoder says that something is wrong, but not where. */
final class Utf8 {
    private Utf8() {}

    /** Where the first byte stands that begins no well-formed character, or -1. */
    static int firstBadByte(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            if (bytes[i] >= 0) {
                i++;
                continue;
            }
            int length = lengthAt(bytes, i);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** The line of a byte, from 1. */
    static int lineOf(byte[] bytes, int index) {
        int line = 1;
        for (int i = 0; i < index; i++) {
            boolean loneReturn = bytes[i] == '\r' && bytes[i + 1] != '\n';
            if (bytes[i] == '\n' || loneReturn) {
                line++;
            }
        }
        return line;
    }

    static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
    }

    static String hex(byte value) {
        return "0x" + Character.toUpperCase(Character.forDigit(value >> 4 & 0xF, 16))
                + Character.toUpperCase(Character.forDigit(value & 0xF, 16));
    }

    /** The length of the character of several bytes that begins here, or 0 if none does. */
    private static int lengthAt(byte[] bytes, int i) {
        int first = bytes[i] & 0xFF;
        int length = first >= 0xF5 || first < 0xC2 ? 0 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (length == 0 || i + length > bytes.length) {
            return 0;
        }
        int code = first & (0xFF >> (length + 1));
        for (int j = 1; j < length; j++) {
            if ((bytes[i + j] & 0xC0) != 0x80) {
                return 0;
            }
            code = code << 6 | (bytes[i + j] & 0x3F);
        }
        boolean tooLong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
        boolean surrogate = code >= 0xD800 && code <= 0xDFFF;
        return tooLong || surrogate || code > 0x10FFFF ? 0 : length;
    }
}
