package dev.chief.engine.config;

import dev.chief.engine.config.Diagnostic.Location;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The YAML events of a text. Where the library gives up, says why in one line and where. */
final class YamlEvents {
    private static final int LEAST_BUFFER = 1_024;
    private static final int MOST_BUFFERS = 64;

    private final Source source;
    private final String file;
    private final ParserImpl parser;
    private int line = 1;
    private int column = 1;

    /** @param file the absolute path of the file, for messages */
    YamlEvents(Source source, String file) {
        this.source = source;
        this.file = file;
        // The reader copies what it holds for every buffer that a long scalar spans, so large texts need large buffers.
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(Math.max(LEAST_BUFFER, source.text().length() / MOST_BUFFERS))
                .build();
        this.parser = new ParserImpl(settings, new StreamReader(settings, source.text()));
    }

    static Mark start(Event event) {
        return event.getStartMark().orElseThrow();
    }

    static Mark end(Event event) {
        return event.getEndMark().orElseThrow();
    }

    /** Goes to the content of the first document; false if there is none. */
    boolean beginDocument() throws Unreadable {
        next();
        return next() instanceof DocumentStartEvent;
    }

    /** Goes past the end of the document, and says where another one begins. */
    Optional<Location> endDocument() throws Unreadable {
        next();
        Event after = next();
        if (after instanceof StreamEndEvent) {
            return Optional.empty();
        }
        Mark mark = start(after);
        return Optional.of(source.location(mark.getLine() + 1, mark.getColumn() + 1, 0));
    }

    Event next() throws Unreadable {
        try {
            Event event = parser.next();
            Mark mark = start(event);
            line = mark.getLine() + 1;
            column = mark.getColumn() + 1;
            return event;
        } catch (MarkedYamlEngineException problem) {
            throw marked(problem);
        } catch (ReaderException problem) {
            throw new Unreadable(source.locationAt(problem.getPosition()),
                    sentence(String.format(Locale.ROOT, "the character U+%04X is not allowed",
                            problem.getCodePoint())),
                    Optional.empty());
        } catch (YamlEngineException problem) {
            throw new Unreadable(source.location(line, column, 1), sentence(oneLine(problem.getMessage())),
                    Optional.empty());
        } catch (RuntimeException problem) {
            // The library lets a few of its own slips through, such as a code point out of range in an escape.
            throw new Unreadable(source.location(line, column, 1), sentence("it cannot be read from here on"),
                    Optional.empty());
        }
    }

    /** The whole sentence for a reason. */
    String sentence(String reason) {
        return "Failed to parse YAML in " + file + ": " + reason + ".";
    }

    private Unreadable marked(MarkedYamlEngineException problem) {
        Optional<Mark> mark = problem.getProblemMark();
        boolean atEnd = mark.isPresent() && mark.get().getIndex() >= endIndex();
        if (mark.isEmpty() || (atEnd && problem.getContextMark().isPresent())) {
            // What was begun and never ended is to be looked for at its beginning.
            mark = problem.getContextMark();
        }
        Location at = mark
                .map(place -> source.location(place.getLine() + 1, place.getColumn() + 1, 1))
                .orElseGet(() -> source.location(line, column, 1));
        String reason = YamlReasons.reason(problem.getContext(), problem.getProblem());
        return new Unreadable(at, sentence(reason), YamlReasons.hint(reason));
    }

    private int endIndex() {
        String text = source.text();
        int end = text.length();
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.codePointCount(0, end);
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "it cannot be read"
                : message.lines().findFirst().orElse("it cannot be read");
    }
}
