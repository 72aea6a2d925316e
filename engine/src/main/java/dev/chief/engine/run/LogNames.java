package dev.chief.engine.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where logs are kept: {@code STATE/logs/JOB/STAMP/NN-SCRIPT.log}. */
final class LogNames {
    private static final int MAX_LENGTH = 100;
    private static final int HASH_BYTES = 6;

    private LogNames() {}

    /** The directory of a run. */
    static Path directory(Path stateDirectory, RunId run) {
        return stateDirectory.resolve("logs").resolve(safe(run.job())).resolve(safe(run.stamp()));
    }

    /**
     * The file of a script.
     *
     * @param index its place in the job, from 1
     */
    static Path file(Path runDirectory, int index, String script) {
        String name = script.substring(script.lastIndexOf('/') + 1);
        return runDirectory.resolve((index < 10 ? "0" : "") + index + "-" + safe(name) + ".log");
    }

    /**
     * A file name for any text: letters, digits, dots, dashes and underlines of ASCII (without a locale, as under cron,
     * Java can name no other files), not empty, no leading dot or dash, at most {@value #MAX_LENGTH} characters.
     * Different texts get different names: what had to be changed ends in a hash of the text.
     */
    static String safe(String text) {
        var name = new StringBuilder();
        boolean changed = text.isEmpty() || text.length() > MAX_LENGTH;
        for (int i = 0; i < Math.min(text.length(), MAX_LENGTH - 2 * HASH_BYTES - 1); i++) {
            char c = text.charAt(i);
            boolean kept = isWordCharacter(c) || (i > 0 && (c == '.' || c == '-'));
            name.append(kept ? c : '_');
            changed |= !kept;
        }
        if (!changed && text.length() == name.length() && !endsLikeHashed(text)) {
            return text;
        }
        if (text.isEmpty()) {
            name.append('_');
        }
        return name.append('-').append(hash(text)).toString();
    }

    private static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** Whether a text that needs no change could be taken for a changed one. */
    private static boolean endsLikeHashed(String text) {
        int dash = text.length() - 2 * HASH_BYTES - 1;
        if (dash < 0 || text.charAt(dash) != '-') {
            return false;
        }
        return text.substring(dash + 1).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
