package dev.chief.engine.config;

import dev.chief.engine.config.Diagnostic.Location;
import dev.chief.engine.config.Node.Kind;
import dev.chief.engine.config.Node.Mapping;
import dev.chief.engine.config.Node.Scalar;
import dev.chief.engine.config.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Builds located nodes from YAML events. What the library's own composer leaves open is decided here: merge keys,
 * duplicate keys, and the bounds that keep a small hostile file from taking all time or memory.
 */
final class Composer {
    /** How deep lists and mappings may nest, with every alias written out: readers go down by recursion. */
    static final int DEEPEST = 100;
    /** How many aliases of lists and mappings one file may hold. */
    static final int MOST_ALIASES = 1_000;
    /** How many nodes a file may stand for with every alias written out; a large file for more, but no more than it may well hold. */
    static final int MOST_NODES = 1_000_000;
    private static final int CHARACTERS_OF_A_NODE = 6;
    private static final int FEW_KEYS = 16;

    private final YamlEvents events;
    private final Source source;
    private final Problems problems;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Texts texts = new Texts();
    private final int mostNodes;
    private int nodes;
    /** The depth of the deepest node so far below the one that is being built. */
    private int deepest;
    private int aliases;

    private Composer(Source source, YamlEvents events, Problems problems) {
        this.source = source;
        this.events = events;
        this.problems = problems;
        this.mostNodes = Math.max(MOST_NODES, source.text().length() / CHARACTERS_OF_A_NODE);
    }

    /**
     * What an anchor names, with every alias in it written out.
     *
     * @param node none while it is incomplete
     * @param size how many nodes that is
     * @param height how many levels lie below it
     */
    private record Anchored(Optional<Node> node, int size, int height) {
        private static final Anchored INCOMPLETE = new Anchored(Optional.empty(), 0, 0);
    }

    /** The top node, or none if the text is empty or was given up because of a problem. */
    static Optional<Node> compose(Source source, String file, Problems problems) {
        YamlEvents events = new YamlEvents(source, file);
        try {
            return new Composer(source, events, problems).document();
        } catch (Unreadable stop) {
            problems.syntaxError(stop.at(), stop.sentence(), stop.hint());
            return Optional.empty();
        }
    }

    private Optional<Node> document() throws Unreadable {
        if (!events.beginDocument()) {
            return Optional.empty();
        }
        Node top = node(events.next(), 0);
        Optional<Location> second = events.endDocument();
        if (second.isPresent()) {
            problems.syntaxError(second.get(),
                    events.sentence("a second document begins here, and a configuration is one document"),
                    Optional.of("remove the line \"---\" and what follows it"));
        }
        return Optional.of(top);
    }

    private Node node(Event event, int depth) throws Unreadable {
        if (event instanceof ScalarEvent scalar) {
            Scalar node = scalar(scalar);
            count(1, node);
            if (scalar.getAnchor().isPresent()) {
                anchors.put(scalar.getAnchor().get().getValue(), new Anchored(Optional.of(node), 1, 0));
            }
            return node;
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias, depth);
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        checkDepth(depth + 1, YamlEvents.start(event));
        int outer = deepest;
        deepest = depth;
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        int before = nodes;
        if (anchor.isPresent()) {
            anchors.put(anchor.get().getValue(), Anchored.INCOMPLETE);
        }
        boolean isMapping = event instanceof MappingStartEvent;
        checkTag(start, isMapping ? "tag:yaml.org,2002:map" : "tag:yaml.org,2002:seq");
        Node node = isMapping ? mapping(event, depth) : sequence(event, depth);
        count(1, node);
        if (anchor.isPresent()) {
            anchors.put(anchor.get().getValue(),
                    new Anchored(Optional.of(node), nodes - before, deepest - depth));
        }
        deepest = Math.max(outer, deepest);
        return node;
    }

    private void checkDepth(int depth, Mark mark) throws Unreadable {
        if (depth > DEEPEST) {
            throw unreadable(mark, 1, "lists and mappings nest more than " + DEEPEST + " deep");
        }
        deepest = Math.max(deepest, depth - 1);
    }

    private Sequence sequence(Event start, int depth) throws Unreadable {
        List<Node> items = new ArrayList<>();
        Event event = events.next();
        while (!(event instanceof SequenceEndEvent)) {
            items.add(node(event, depth + 1));
            event = events.next();
        }
        Mark mark = YamlEvents.start(start);
        return new Sequence(List.copyOf(items), mark.getLine() + 1, mark.getColumn() + 1, 1);
    }

    private Mapping mapping(Event start, int depth) throws Unreadable {
        List<Scalar> keys = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        Map<String, Integer> many = new HashMap<>();
        @Nullable
        List<Mapping> merged = null;
        Event event = events.next();
        while (!(event instanceof MappingEndEvent)) {
            Node key = node(event, depth + 1);
            Node value = node(events.next(), depth + 1);
            if (key instanceof Scalar name) {
                if (name.kind() == Kind.WORD && name.text().equals("<<")) {
                    merged = merged == null ? new ArrayList<>() : merged;
                    collectMerged(value, merged);
                } else if (name.kind() != Kind.BROKEN && isNew(name, keys, many)) {
                    keys.add(name);
                    values.add(value);
                }
            } else {
                problem(key, "a key must be text, not a list or a mapping");
            }
            event = events.next();
        }
        if (merged != null) {
            merge(merged, keys, values);
        }
        Mark mark = YamlEvents.start(start);
        boolean block = !((CollectionStartEvent) start).isFlow() && !keys.isEmpty()
                && keys.getFirst().line() == mark.getLine() + 1;
        int width = block && keys.getFirst().column() == mark.getColumn() + 1 ? keys.getFirst().width() : 1;
        return new Mapping(keys, values, mark.getLine() + 1, mark.getColumn() + 1,
                width);
    }

    /** @param many the lines of all keys by name, filled only where there are many */
    private boolean isNew(Scalar name, List<Scalar> keys, Map<String, Integer> many) {
        @Nullable
        Integer line = null;
        if (keys.size() < FEW_KEYS) {
            for (int i = 0; i < keys.size() && line == null; i++) {
                line = keys.get(i).text().equals(name.text()) ? keys.get(i).line() : null;
            }
        } else {
            if (many.isEmpty()) {
                keys.forEach(key -> many.put(key.text(), key.line()));
            }
            line = many.putIfAbsent(name.text(), name.line());
        }
        if (line != null) {
            problems.error(name, Place.TOP,
                    "Duplicate key " + Quoted.of(name.text()) + ", first given in line " + line + ".");
        }
        return line == null;
    }

    private void collectMerged(Node value, List<Mapping> merged) {
        if (value instanceof Mapping mapping) {
            merged.add(mapping);
        } else if (value instanceof Sequence sequence) {
            for (Node item : sequence.items()) {
                if (item instanceof Mapping mapping) {
                    merged.add(mapping);
                } else if (!Node.isBroken(item)) {
                    problem(item, "a merge key \"<<\" takes mappings");
                }
            }
        } else if (!Node.isBroken(value)) {
            problem(value, "a merge key \"<<\" takes a mapping or a list of mappings");
        }
    }

    /** What the mapping says itself comes first, then what is merged, the earlier before the later. */
    private static void merge(List<Mapping> merged, List<Scalar> keys, List<Node> values) {
        Set<String> names = new HashSet<>();
        keys.forEach(key -> names.add(key.text()));
        for (Mapping mapping : merged) {
            for (int i = 0; i < mapping.size(); i++) {
                if (names.add(mapping.key(i).text())) {
                    keys.add(mapping.key(i));
                    values.add(mapping.value(i));
                }
            }
        }
    }

    private Node alias(AliasEvent event, int depth) throws Unreadable {
        String name = event.getAlias().getValue();
        Mark mark = YamlEvents.start(event);
        Scalar at = new Scalar("*" + name, Kind.BROKEN, mark.getLine() + 1, mark.getColumn() + 1,
                name.length() + 1);
        @Nullable
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            problem(at, "undefined alias " + Quoted.of(name));
            return at;
        }
        if (anchored.node().isEmpty()) {
            problem(at, "the alias " + Quoted.of(name) + " stands inside what it stands for");
            return at;
        }
        Node node = anchored.node().get();
        if (!(node instanceof Scalar) && ++aliases > MOST_ALIASES) {
            throw unreadable(mark, name.length() + 1, "more than " + MOST_ALIASES + " aliases");
        }
        count(anchored.size(), at);
        if (!(node instanceof Scalar)) {
            checkDepth(depth + 1 + anchored.height(), mark);
        }
        return node;
    }

    private Scalar scalar(ScalarEvent event) {
        Mark start = YamlEvents.start(event);
        Mark end = YamlEvents.end(event);
        String text = texts.shared(event.getValue());
        int width = end.getLine() == start.getLine() ? Math.max(1, end.getColumn() - start.getColumn()) : 0;
        Kind kind = Kind.QUOTED;
        if (event.getTag().isPresent()) {
            kind = taggedKind(event, event.getTag().get(), text);
        } else if (event.isPlain()) {
            kind = CoreSchema.kindOf(text);
        }
        return new Scalar(text, kind, start.getLine() + 1, start.getColumn() + 1, width);
    }

    private Kind taggedKind(ScalarEvent event, String tag, String text) {
        Kind plain = CoreSchema.kindOf(text);
        Kind wanted = switch (tag) {
            case "!", "tag:yaml.org,2002:str" -> Kind.QUOTED;
            case "tag:yaml.org,2002:null" -> Kind.NULL;
            case "tag:yaml.org,2002:bool" -> Kind.BOOLEAN;
            case "tag:yaml.org,2002:int" -> Kind.INTEGER;
            case "tag:yaml.org,2002:float" -> plain == Kind.INTEGER ? plain : Kind.FLOAT;
            default -> Kind.BROKEN;
        };
        if (wanted == Kind.BROKEN) {
            unknownTag(event, tag);
        } else if (wanted != Kind.QUOTED && wanted != plain) {
            problem(at(event), "the tag " + shortTag(tag) + " does not fit " + Quoted.of(text));
            return Kind.BROKEN;
        }
        return wanted;
    }

    private void checkTag(CollectionStartEvent event, String fitting) {
        Optional<String> tag = event.getTag();
        if (tag.isPresent() && !tag.get().equals(fitting) && !tag.get().equals("!")) {
            unknownTag(event, tag.get());
        }
    }

    private void unknownTag(Event event, String tag) {
        problem(at(event), "unknown tag " + Quoted.of(shortTag(tag)));
    }

    private static String shortTag(String tag) {
        return tag.startsWith("tag:yaml.org,2002:") ? "!!" + tag.substring(18) : tag;
    }

    private static Scalar at(Event event) {
        Mark mark = YamlEvents.start(event);
        return new Scalar("", Kind.BROKEN, mark.getLine() + 1, mark.getColumn() + 1, 1);
    }

    private void count(int more, Node at) throws Unreadable {
        nodes += more;
        if (nodes > mostNodes) {
            throw new Unreadable(source.location(at.line(), at.column(), at.width()),
                    events.sentence("more than " + mostNodes + " values, counting what aliases stand for"),
                    Optional.empty());
        }
    }

    private void problem(Node at, String reason) {
        Location location = source.location(at.line(), at.column(), at.width());
        problems.syntaxError(location, events.sentence(reason), Optional.empty());
    }

    private Unreadable unreadable(Mark mark, int width, String reason) {
        return new Unreadable(source.location(mark.getLine() + 1, mark.getColumn() + 1, width),
                events.sentence(reason), Optional.empty());
    }

    /** Keeps one copy of each short text, since the same keys and words come thousands of times. */
    private static final class Texts {
        private static final int LONGEST = 40;
        private final @Nullable String[] seen = new @Nullable String[2048];

        String shared(String text) {
            if (text.length() > LONGEST) {
                return text;
            }
            int hash = text.hashCode();
            int slot = (hash ^ hash >>> 11) & seen.length - 1;
            @Nullable
            String known = seen[slot];
            if (known != null && known.equals(text)) {
                return known;
            }
            seen[slot] = text;
            return text;
        }
    }
}
