package dev.chief.monitor.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chief.monitor.http.Response;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.EventFilter;
import dev.chief.monitor.store.EventTable;
import dev.chief.monitor.store.NewEvent;
import dev.chief.monitor.store.Page;
import dev.chief.monitor.store.Slice;
import dev.chief.monitor.store.StoredEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Events as files. They are read bit by bit, each in a transaction of its own, so that a long file holds nobody up. */
final class Export {
    private static final List<String> COLUMNS = List.of("id", "eventAt", "level", "eventType", "sourceType",
            "jobName",
            "scriptPath", "runId", "scheduledFor", "success", "returnCode", "durationMs", "message",
            "metadata");
    private static final int MOST = 100_000;

    private Export() {}

    static Response ndjson(Database database, Visit visit) {
        return file("application/x-ndjson", "events.ndjson", out -> each(database, visit,
                event -> out.write((json(event) + "\n").getBytes(UTF_8))));
    }

    static Response csv(Database database, Visit visit) {
        return file("text/csv; charset=utf-8", "events.csv", out -> {
            out.write((String.join(",", COLUMNS) + "\r\n").getBytes(UTF_8));
            each(database, visit, event -> out.write((row(event) + "\r\n").getBytes(UTF_8)));
        });
    }

    /** Takes an event. */
    @FunctionalInterface
    private interface Sink {
        void take(StoredEvent event) throws IOException;
    }

    private static Response file(String type, String name, Response.Body body) {
        return new Response.Streamed(200, type, plain -> {
            OutputStream out = new BufferedOutputStream(plain);
            body.write(out);
            out.flush();
        }, Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
    }

    private static void each(Database database, Visit visit, Sink sink) throws IOException {
        EventFilter filter = EventsQuery.asked(visit).filter();
        Optional<String> cursor = Optional.empty();
        int taken = 0;
        do {
            Page page = new Page(Page.LARGEST, 0, cursor);
            Slice<StoredEvent> slice = database.read(handle -> EventTable.list(handle, filter, page));
            for (StoredEvent event : slice.items()) {
                sink.take(event);
            }
            taken += slice.items().size();
            cursor = slice.nextCursor();
        } while (cursor.isPresent() && taken < MOST);
    }

    static String json(StoredEvent stored) {
        NewEvent event = stored.event();
        ObjectNode all = JsonText.object();
        all.put("id", stored.id());
        all.put("eventAt", event.at().toString());
        all.put("level", event.level());
        all.put("eventType", event.type());
        all.put("sourceType", event.sourceType());
        event.about().jobName().ifPresent(job -> all.put("jobName", job));
        event.about().scriptPath().ifPresent(script -> all.put("scriptPath", script));
        event.about().runId().ifPresent(run -> all.put("runId", run));
        event.about().scheduledFor().ifPresent(slot -> all.put("scheduledFor", slot.toString()));
        event.success().ifPresent(success -> all.put("success", success));
        event.returnCode().ifPresent(code -> all.put("returnCode", code));
        event.durationMillis().ifPresent(millis -> all.put("durationMs", millis));
        all.put("message", event.message());
        all.set("metadata", JsonText.of(event.metadata()).node());
        return all.toString();
    }

    static String row(StoredEvent stored) {
        NewEvent event = stored.event();
        return Stream.of(String.valueOf(stored.id()), event.at().toString(), event.level(), event.type(),
                event.sourceType(), event.about().jobName().orElse(""), event.about().scriptPath().orElse(""),
                event.about().runId().orElse(""),
                event.about().scheduledFor().map(String::valueOf).orElse(""),
                event.success().map(String::valueOf).orElse(""),
                event.returnCode().map(String::valueOf).orElse(""),
                event.durationMillis().map(String::valueOf).orElse(""), event.message(), event.metadata())
                .map(Export::cell)
                .collect(Collectors.joining(","));
    }

    /** A cell that a spreadsheet takes for text: what looks like a formula is led by an apostrophe. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                && !text.chars().skip(1).allMatch(Character::isDigit);
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
