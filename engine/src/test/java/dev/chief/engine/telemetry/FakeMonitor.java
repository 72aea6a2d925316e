package dev.chief.engine.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** A monitor without a network, for events whose messages are numbers. */
final class FakeMonitor implements Transport {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Integer> arrived = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private final List<Integer> refusedEvents = new ArrayList<>();
    private Set<Integer> refused = Set.of();
    private Set<Integer> dropped = Set.of();
    private boolean down;
    private int attempts;

    void isDown() {
        down = true;
    }

    void isUp() {
        down = false;
    }

    /** Answers 400 to every batch with one of these. */
    void refuses(Integer... numbers) {
        refused = Set.of(numbers);
    }

    /** Takes batches without these, and says so. */
    void drops(Integer... numbers) {
        dropped = Set.of(numbers);
    }

    List<Integer> arrived() {
        return arrived;
    }

    /** The sizes of the batches that were taken. */
    List<Integer> batches() {
        return batches;
    }

    /** The events that were refused when they came alone. */
    List<Integer> refusedEvents() {
        return refusedEvents;
    }

    int attempts() {
        return attempts;
    }

    @Override
    public Answer post(byte[] body, Duration limit) {
        attempts++;
        if (down) {
            return new Answer.Failed("down");
        }
        List<Integer> numbers = new ArrayList<>();
        JSON.readTree(body).path("events").forEach(event -> numbers.add(event.path("message").asInt()));
        if (numbers.stream().anyMatch(refused::contains)) {
            if (numbers.size() == 1) {
                refusedEvents.addAll(numbers);
            }
            return new Answer.Refused("status 400");
        }
        batches.add(numbers.size());
        numbers.stream().filter(number -> !dropped.contains(number)).forEach(arrived::add);
        return new Answer.Accepted(IntStream.range(0, numbers.size())
                .filter(index -> dropped.contains(numbers.get(index)))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}
}
