package dev.chief.monitor.ingest;

/** Halves of surrogate pairs, which JSON can spell and UTF-8 cannot. */
final class Surrogates {
    private static final char REPLACEMENT = '\uFFFD';

    private Surrogates() {}

    /** The same text with U+FFFD for each half that stands alone. */
    static String mended(String text) {
        int lone = firstLone(text, 0);
        if (lone < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text);
        for (int i = lone; i >= 0; i = firstLone(text, i + 1)) {
            mended.setCharAt(i, REPLACEMENT);
        }
        return mended.toString();
    }

    private static int firstLone(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }
}
