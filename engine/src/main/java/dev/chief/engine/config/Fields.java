package dev.chief.engine.config;

import dev.chief.engine.config.Node.Kind;
import dev.chief.engine.config.Node.Mapping;
import dev.chief.engine.config.Node.Scalar;
import dev.chief.engine.config.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one mapping, each read with its type. A field that breaks its rule is reported and read as its default,
 * so that the rest is looked at as well; a configuration with errors is never used.
 */
final class Fields {
    private final Mapping mapping;
    private final Place place;
    private final Problems problems;
    private final List<String> misspelt = new ArrayList<>(0);

    private Fields(Mapping mapping, Place place, Problems problems) {
        this.mapping = mapping;
        this.place = place;
        this.problems = problems;
    }

    /** The fields of a node, which must be a mapping; none if it is not, after saying so. */
    static Optional<Fields> of(Node node, Place place, Problems problems) {
        return of(node, place, problems, Optional.empty());
    }

    /** @param textHint what helps somebody who wrote a text instead */
    static Optional<Fields> of(Node node, Place place, Problems problems, Optional<String> textHint) {
        if (node instanceof Mapping mapping) {
            return Optional.of(new Fields(mapping, place, problems));
        }
        if (!Node.isBroken(node)) {
            String name = place == Place.TOP ? "Top-level config" : place.toString();
            problems.error(node, place, name + " must be a mapping, got " + Quoted.got(node) + ".",
                    node instanceof Scalar && !Node.isEmpty(node) ? textHint : Optional.empty());
        }
        return Optional.empty();
    }

    /** The fields of a section that may be left out; without any field if it is. */
    Fields section(String key) {
        @Nullable
        Node node = mapping.get(key);
        Place inner = place.key(key);
        Optional<Fields> fields = node == null || Node.isEmpty(node)
                ? Optional.empty()
                : of(node, inner, problems);
        return fields.isPresent() ? fields.get() : new Fields(Mapping.empty(mapping), inner, problems);
    }

    /** Reports every key that is not one of the known ones. */
    void allow(List<String> known) {
        allow(known, "");
    }

    /** @param condition what makes these the known keys, to follow the path, or empty */
    void allow(List<String> known, String condition) {
        for (int i = 0; i < mapping.size(); i++) {
            Scalar key = mapping.key(i);
            if (!known.contains(key.text())) {
                unknown(key, known, condition);
            }
        }
    }

    private void unknown(Scalar key, List<String> known, String condition) {
        String name = key.text();
        if (problems.isFull()) {
            problems.error(key, place, "Unknown key " + Quoted.of(name) + ".");
            return;
        }
        Optional<String> elsewhere = Keys.sectionOf(name);
        Optional<String> nearest = elsewhere.isPresent() ? Optional.empty() : NearestName.find(name, known);
        if (nearest.isPresent() && !has(nearest.get())) {
            misspelt.add(nearest.get());
        }
        // A key of another frequency is best answered by the keys of this one.
        boolean otherFrequency = !condition.isEmpty() && Keys.SCHEDULE.contains(name);
        String hint = nearest.map(meant -> "did you mean \"" + meant + "\"?")
                .or(() -> elsewhere.filter(section -> !otherFrequency)
                        .map(section -> "\"" + name + "\" is a key of " + section))
                .orElse("the keys here are " + known);
        String what = place == Place.TOP
                ? "Unknown top-level key " + Quoted.of(name)
                : "Unknown key " + Quoted.of(name) + " in " + place + condition;
        problems.error(key, place.key(name), what + ".", hint);
    }

    /** Whether a key stands there under a name that is not known and near to it. */
    boolean isMisspelt(String key, List<String> known) {
        for (int i = 0; i < mapping.size(); i++) {
            Scalar name = mapping.key(i);
            if (!known.contains(name.text()) && Keys.sectionOf(name.text()).isEmpty()
                    && NearestName.find(name.text(), known).equals(Optional.of(key))) {
                return true;
            }
        }
        return false;
    }

    Place place() {
        return place;
    }

    Place place(String key) {
        return place.key(key);
    }

    /** Where a problem of the mapping as a whole is shown. */
    Node at() {
        return mapping.size() == 0 ? mapping : mapping.key(0);
    }

    /** Where a problem of a field is shown: its value, or its key if the value is empty, or the mapping if it is missing. */
    Node at(String key) {
        @Nullable
        Node value = mapping.get(key);
        @Nullable
        Scalar name = mapping.key(key);
        if (value == null || name == null) {
            return at();
        }
        return value instanceof Scalar scalar && scalar.kind() == Kind.NULL && scalar.text().isEmpty()
                ? name
                : value;
    }

    /** The key as it stands in the file, if it does. */
    @Nullable
    Scalar key(String key) {
        return mapping.key(key);
    }

    @Nullable
    Node get(String key) {
        return mapping.get(key);
    }

    /** Whether the key is there, with or without a value. */
    boolean has(String key) {
        return mapping.get(key) != null;
    }

    /** Whether the field is missing or empty, or has been reported already. */
    boolean isAbsent(String key) {
        @Nullable
        Node node = mapping.get(key);
        return Node.isEmpty(node) || Node.isBroken(node);
    }

    /** Says that a required field is missing, unless it is there under a misspelt name or broken. */
    void missing(String key, Node at, String rule) {
        if (misspelt.contains(key) || Node.isBroken(mapping.get(key))) {
            return;
        }
        problems.error(at, place.key(key), place.key(key) + " " + rule + ".",
                has(key) ? "the key \"" + key + "\" has no value" : "the key \"" + key + "\" is missing");
    }

    /** Says that a field breaks a rule, which follows the path, and what the field is instead. */
    void wrong(String key, String rule) {
        wrong(key, rule, Optional.empty());
    }

    void wrong(String key, String rule, Optional<String> hint) {
        problems.error(at(key), place.key(key),
                place.key(key) + " " + rule + ", got " + Quoted.got(mapping.get(key)) + ".", hint);
    }

    /** A sentence about a field. */
    void error(String key, String sentence, Optional<String> hint) {
        problems.error(at(key), place.key(key), sentence, hint);
    }

    boolean flag(String key, boolean fallback) {
        if (isAbsent(key)) {
            return fallback;
        }
        if (mapping.get(key) instanceof Scalar scalar) {
            String text = scalar.text();
            if (scalar.kind() == Kind.BOOLEAN) {
                return text.charAt(0) == 't' || text.charAt(0) == 'T';
            }
            if (scalar.kind() == Kind.WORD) {
                if (text.equalsIgnoreCase("yes") || text.equalsIgnoreCase("on")) {
                    return true;
                }
                if (text.equalsIgnoreCase("no") || text.equalsIgnoreCase("off")) {
                    return false;
                }
            }
        }
        wrong(key, "must be true or false");
        return fallback;
    }

    int integer(String key, int fallback, int least, int most) {
        return (int) integer(key, (long) fallback, least, most);
    }

    /** Both bounds are inclusive. */
    long integer(String key, long fallback, long least, long most) {
        if (isAbsent(key)) {
            return fallback;
        }
        if (!(mapping.get(key) instanceof Scalar scalar) || scalar.kind() != Kind.INTEGER) {
            boolean quoted = mapping.get(key) instanceof Scalar text && text.kind() == Kind.QUOTED
                    && CoreSchema.kindOf(text.text()) == Kind.INTEGER;
            Optional<String> hint = quoted
                    ? Optional.of("write the number without quotes")
                    : mapping.get(key) instanceof Scalar text
                            ? Durations.secondsHint(key, text.text())
                            : Optional.empty();
            wrong(key, "must be an integer", hint);
            return fallback;
        }
        long value = CoreSchema.integer(scalar.text());
        if (value < least) {
            wrong(key, "must be >= " + least);
        } else if (value > most) {
            wrong(key, "must be <= " + most);
        } else {
            return value;
        }
        return fallback;
    }

    /** A text that is not blank, as written; none if it is absent or breaks the rule. */
    Optional<String> text(String key, String rule) {
        if (isAbsent(key)) {
            return Optional.empty();
        }
        if (mapping.get(key) instanceof Scalar scalar && scalar.isText() && !scalar.text().isBlank()) {
            return Optional.of(scalar.text());
        }
        wrong(key, rule, quoteHint(mapping.get(key)));
        return Optional.empty();
    }

    /** One of some words, in any letter case; none if it is absent or another. */
    Optional<String> word(String key, List<String> words) {
        if (isAbsent(key)) {
            return Optional.empty();
        }
        if (!(mapping.get(key) instanceof Scalar scalar) || !scalar.isText() || scalar.text().isBlank()) {
            wrong(key, "must be a non-empty string", Optional.of("one of " + words));
            return Optional.empty();
        }
        String wanted = scalar.text().strip();
        for (String word : words) {
            if (word.equalsIgnoreCase(wanted)) {
                return Optional.of(word);
            }
        }
        wrong(key, "must be one of " + words, NearestName.hint(wanted, words));
        return Optional.empty();
    }

    /** The items of a list; none, after saying so, if the field is something else or, where that matters, empty. */
    List<Node> list(String key, String rule) {
        if (isAbsent(key)) {
            return List.of();
        }
        if (mapping.get(key) instanceof Sequence sequence) {
            return sequence.items();
        }
        wrong(key, rule,
                mapping.get(key) instanceof Scalar ? Optional.of("put it in brackets: [...]")
                        : Optional.empty());
        return List.of();
    }

    /** A list of texts that are not blank. */
    List<String> texts(String key, String rule) {
        List<Node> items = list(key, rule);
        List<String> texts = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Node item = items.get(i);
            if (item instanceof Scalar scalar && scalar.isText() && !scalar.text().isBlank()) {
                texts.add(scalar.text().strip());
            } else if (!Node.isBroken(item)) {
                Place at = place.key(key).item(i);
                problems.error(item, at, at + " must be a non-empty string, got " + Quoted.got(item) + ".",
                        quoteHint(item));
            }
        }
        return List.copyOf(texts);
    }

    /** A list of names of variables and options. No value is quoted: somebody may have put a secret itself there. */
    List<String> secretNames(String key) {
        if (isAbsent(key)) {
            return List.of();
        }
        Place list = place.key(key);
        if (!(mapping.get(key) instanceof Sequence sequence)) {
            error(key, list + " must be a list of names of variables and options.", Optional.empty());
            return List.of();
        }
        List<Node> items = sequence.items();
        List<String> names = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Node item = items.get(i);
            if (item instanceof Scalar scalar && scalar.isText() && !Secrecy.fold(scalar.text()).isEmpty()
                    && scalar.text().indexOf('=') < 0) {
                names.add(scalar.text().strip());
            } else if (!Node.isBroken(item)) {
                problems.error(item, list.item(i),
                        list.item(i) + " must name a variable or an option, without \"=\".",
                        "write the name of what holds the secret, such as DATABASE_URL or --token");
            }
        }
        return List.copyOf(names);
    }

    /** What helps somebody whose text was taken for something else. */
    static Optional<String> quoteHint(@Nullable Node node) {
        boolean other = node instanceof Scalar scalar && (scalar.kind() == Kind.INTEGER
                || scalar.kind() == Kind.FLOAT || scalar.kind() == Kind.BOOLEAN);
        return other && node instanceof Scalar scalar
                ? Optional.of("put it in quotes: \"" + scalar.text() + "\"")
                : Optional.empty();
    }
}
