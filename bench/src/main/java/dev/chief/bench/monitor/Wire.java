package dev.chief.bench.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chief.core.event.EventField;
import dev.chief.monitor.store.NewEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Events as they are sent. The texts of {@link dev.chief.bench.store.Traffic} need no escapes. */
final class Wire {
    private Wire() {}

    /** The request that brings one event. */
    static byte[] single(NewEvent event) {
        return request("/v1/events", json(event));
    }

    /** The body that brings several. */
    static String batch(List<NewEvent> events) {
        return events.stream().map(Wire::json).collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    /** The request that posts a body. */
    static byte[] request(String path, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + bytes.length + "\r\n\r\n").getBytes(UTF_8);
        byte[] request = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(bytes, 0, request, head.length, bytes.length);
        return request;
    }

    /** The request that asks for something. */
    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(UTF_8);
    }

    /** The request of a browser for a page. */
    static byte[] page(String path) {
        return ("GET " + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\r\n")
                .getBytes(UTF_8);
    }

    private static String json(NewEvent event) {
        StringBuilder json = new StringBuilder(600).append('{');
        text(json, EventField.SOURCE_TYPE, event.sourceType());
        text(json, EventField.EVENT_TYPE, event.type());
        text(json, EventField.LEVEL, event.level());
        text(json, EventField.MESSAGE, event.message());
        text(json, EventField.EVENT_AT, event.at().toString());
        text(json, EventField.EVENT_ID, event.eventId().toString());
        event.about().jobName().ifPresent(name -> text(json, EventField.JOB_NAME, name));
        event.about().scriptPath().ifPresent(path -> text(json, EventField.SCRIPT_PATH, path));
        event.about().runId().ifPresent(run -> text(json, EventField.RUN_ID, run));
        event.about().scheduledFor().ifPresent(slot -> text(json, EventField.SCHEDULED_FOR, slot.toString()));
        raw(json, EventField.SUCCESS, event.success());
        raw(json, EventField.RETURN_CODE, event.returnCode());
        raw(json, EventField.DURATION_MS, event.durationMillis());
        raw(json, EventField.METADATA, Optional.of(event.metadata()));
        json.setCharAt(json.length() - 1, '}');
        return json.toString();
    }

    private static void text(StringBuilder json, String name, String value) {
        raw(json, name, Optional.of('"' + value + '"'));
    }

    private static void raw(StringBuilder json, String name, Optional<?> value) {
        value.ifPresent(it -> json.append('"').append(name).append("\":").append(it).append(','));
    }
}
