package dev.chief.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The links of Markdown files to other files of the checkout, and to headings as GitHub names them. */
final class Links {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");

    private Links() {}

    /** {@code FILE: LINK} for each that leads nowhere; what is on the network is not looked at. */
    static List<String> broken(Path file) throws IOException {
        List<String> broken = new ArrayList<>();
        String text = CODE.matcher(prose(file)).replaceAll("");
        for (String link : LINK.matcher(text).results().map(found -> found.group(1)).toList()) {
            if (!link.contains("://") && !link.startsWith("mailto:") && !leadsSomewhere(file, link)) {
                broken.add(file.getFileName() + ": " + link);
            }
        }
        return broken;
    }

    private static boolean leadsSomewhere(Path file, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? file : file.resolveSibling(path);
        if (hash < 0) {
            return Files.exists(target);
        }
        return Files.isRegularFile(target) && anchors(target).contains(link.substring(hash + 1));
    }

    private static Set<String> anchors(Path file) throws IOException {
        Set<String> anchors = new HashSet<>();
        List<String> headings = HEADING.matcher(prose(file)).results().map(MatchResult::group).toList();
        for (String heading : headings) {
            String anchor = anchor(heading.replaceFirst("^#+ +", "").strip());
            String unique = anchor;
            for (int number = 1; !anchors.add(unique); number++) {
                unique = anchor + "-" + number;
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
    }

    /** The file without its fenced blocks, in which nothing is a link or a heading. */
    private static String prose(Path file) throws IOException {
        StringBuilder prose = new StringBuilder();
        boolean fenced = false;
        for (String line : Files.readAllLines(file)) {
            boolean fence = line.strip().startsWith("```");
            fenced ^= fence;
            if (!fence && !fenced) {
                prose.append(line).append('\n');
            }
        }
        return prose.toString();
    }
}
