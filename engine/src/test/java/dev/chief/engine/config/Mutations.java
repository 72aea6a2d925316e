package dev.chief.engine.config;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Damages configurations at random: bytes, lines, words, structure. */
final class Mutations {
    private static final List<String> WORDS = List.of("&a ", "*a", "<<: *a", "!!binary ", "!x ", "- ", "? ",
            "|\n",
            ">-\n", "\"", "'", "{", "}", "[", "]", ": ", "---\n", "...\n", "%YAML 1.1\n",
            "%TAG ! tag:x,2000:\n", "\t",
            "\0", "\ufeff", "\u0085", "\u2028", "\r", "\r\n", "#", "null", "~", "yes", "1e9999", "-0", "0x",
            ".nan",
            "99999999999999999999", "2026-02-30", "25:00", "name: a", "timezone: Mars/Base", "every: 1s",
            "schedule: {frequency: custom}", "exclude: {holidays: x}", "*/0", "day: &d [*d]", "after: [a]",
            "\"\\UFFFFFFFF\"", "\"\\x\"", "!<tag:yaml.org,2002:str> ", "\ud83d\ude00", "é", "%", "@", "`",
            ",");

    private final RandomGenerator random;
    private final List<String> seeds;

    Mutations(RandomGenerator random, List<String> seeds) {
        this.random = random;
        this.seeds = List.copyOf(seeds);
    }

    byte[] next() {
        String text = seed();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            text = switch (random.nextInt(5)) {
                case 0 -> lines(text);
                case 1 -> word(text);
                case 2 -> cut(text);
                case 3 -> indent(text);
                default -> text.substring(0, random.nextInt(text.length() + 1)) + seed();
            };
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(3) == 0 ? bytes(bytes) : bytes;
    }

    private String seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private String lines(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int from = random.nextInt(lines.size());
        String line = lines.get(from);
        if (random.nextBoolean()) {
            lines.remove(from);
        }
        if (random.nextInt(3) > 0) {
            lines.add(random.nextInt(lines.size() + 1), line);
        }
        return String.join("\n", lines);
    }

    private String word(String text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(6));
        return text.substring(0, at) + WORDS.get(random.nextInt(WORDS.size())) + text.substring(end);
    }

    private String cut(String text) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + text.substring(Math.min(text.length(), at + random.nextInt(40)));
    }

    private String indent(String text) {
        int at = text.indexOf('\n', random.nextInt(text.length() + 1));
        if (at < 0) {
            return text + " ";
        }
        return text.substring(0, at + 1) + " ".repeat(random.nextInt(4))
                + text.substring(at + 1).stripLeading();
    }

    private byte[] bytes(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte b : text) {
            int what = random.nextInt(200);
            if (what == 0) {
                out.write(random.nextInt(256));
            } else if (what > 1) {
                out.write(b);
            }
        }
        return out.toByteArray();
    }
}
