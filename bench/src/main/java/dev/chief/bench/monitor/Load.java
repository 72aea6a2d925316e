package dev.chief.bench.monitor;

import dev.chief.bench.store.Traffic;
import dev.chief.monitor.store.NewEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Sends events by several connections at once. Each is a Chief with jobs of its own, whose events come in order. */
final class Load {
    private static final Duration SPACING = Duration.ofMillis(1);
    /** Short enough that no run is over its time, long enough that nothing lies ahead. */
    private static final Duration PAST = Duration.ofMinutes(10);

    private final int port;
    private final String name;

    /** @param name with which the names of jobs begin that have no history yet */
    Load(int port, String name) {
        this.port = port;
        this.name = name;
    }

    /** Sends one request after another. */
    interface Sending {
        Latencies send(List<byte[]> requests) throws IOException;
    }

    /** What came of it. */
    record Result(long events, double seconds, Latencies latencies) {
        /**
         * Of requests of several senders at once.
         *
         * @param size how many events each request has
         */
        static Result of(List<List<byte[]>> requests, int size, Sending sending) {
            Latencies latencies = new Latencies();
            long begin = System.nanoTime();
            try (ExecutorService threads = Executors.newFixedThreadPool(requests.size())) {
                List<Future<Latencies>> all = requests.stream()
                        .map(ofOne -> threads.submit(() -> sending.send(ofOne)))
                        .toList();
                for (Future<Latencies> one : all) {
                    latencies.addAll(one.get());
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("The monitor did not take it.", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return new Result((long) latencies.count() * size, (System.nanoTime() - begin) / 1e9, latencies);
        }

        double perSecond() {
            return events / seconds;
        }
    }

    /** Batches, made before the time begins. */
    Result batches(int connections, int size, int batchesEach) {
        return run(connections, size, batchesEach,
                events -> Wire.request("/v1/events/batch", Wire.batch(events)));
    }

    /** Single events, made before the time begins. */
    Result singles(int connections, int eventsEach) {
        return run(connections, 1, eventsEach, events -> Wire.single(events.getFirst()));
    }

    private Result run(
        int connections,
        int size,
        int requestsEach,
        Function<List<NewEvent>, byte[]> form
    ) {
        return Result.of(requests(name, connections, requestsEach,
                traffic -> form.apply(traffic.next(size))), size, this::send);
    }

    /** What each of several Chiefs says, made before the time begins. */
    static <T> List<List<T>> requests(String name, int chiefs, int each, Function<Traffic, T> form) {
        List<List<T>> requests = new ArrayList<>();
        for (int number = 0; number < chiefs; number++) {
            Traffic traffic = new Traffic(
                    new Traffic.Fleet(name + number + "-", Math.max(4, Traffic.JOBS / chiefs)),
                    Instant.now().minus(PAST), SPACING);
            List<T> ofOne = new ArrayList<>(each);
            for (int i = 0; i < each; i++) {
                ofOne.add(form.apply(traffic));
            }
            requests.add(ofOne);
        }
        return requests;
    }

    private Latencies send(List<byte[]> requests) throws IOException {
        Latencies latencies = new Latencies();
        try (Connection connection = new Connection(port)) {
            for (byte[] request : requests) {
                long begin = System.nanoTime();
                connection.exchange(request, 202);
                latencies.add(System.nanoTime() - begin);
            }
        }
        return latencies;
    }
}
