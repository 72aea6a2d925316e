package dev.chief.engine.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which variables and options of a job hold secrets: those whose names say so, and those that {@code secrets} names.
 *
 * @param names what {@code secrets} names, folded
 * @param inherited the values of those of them that are variables of the process itself, and so of its scripts
 */
public record Secrecy(Set<String> names, List<Secret> inherited) {
    /** Goes by names that say it themselves. */
    public static final Secrecy OF_TELLING_NAMES = new Secrecy(Set.of(), List.of());

    public Secrecy {
        names = Set.copyOf(names);
        inherited = List.copyOf(inherited);
    }

    /**
     * Whether what bears a name, such as {@code DB_PASSWORD} or {@code --api-key}, is a secret. Letter case, {@code -} and
     * {@code _} do not matter.
     */
    public boolean covers(String name) {
        return Secrets.isTelling(name) || names.contains(fold(name));
    }

    /**
     * This with more names.
     *
     * @param environment the process's own variables
     */
    public Secrecy with(List<String> more, Map<String, String> environment) {
        if (more.isEmpty()) {
            return this;
        }
        Set<String> all = new HashSet<>(names);
        List<Secret> values = new ArrayList<>(inherited);
        for (String name : more) {
            all.add(fold(name));
            @Nullable
            String value = environment.get(name);
            if (value != null) {
                values.add(new Secret(value));
            }
        }
        return new Secrecy(all, values);
    }

    /** A name without what does not matter, which includes what YAML puts around it; empty if nothing else is in it. */
    static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.append((char) (c - 'A' + 'a'));
            } else if (c > ' ' && "-_\"'".indexOf(c) < 0) {
                folded.append(c);
            }
        }
        return folded.toString();
    }
}
