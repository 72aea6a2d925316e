package dev.chief.bench.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chief.bench.Report;
import dev.chief.bench.store.BareInserts;
import dev.chief.monitor.store.Database;
import dev.chief.monitor.store.DatabaseAddress;
import dev.chief.monitor.store.NewEvent;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How much a database that holds events already takes in: by a bare loop over JDBC, without HTTP, and by HTTP. */
final class Ingest {
    static final List<String> COLUMNS = List.of("JDBC/s", "no HTTP/s", "HTTP/s", "HTTP/JDBC", "p99 ms",
            "singles/s", "p50 ms", "p99 ms");
    private static final int BATCH = 250;
    private static final int CONNECTIONS = 4;
    private static final int SINGLE_CONNECTIONS = 64;
    /** A monitor that was just started takes some seconds until its code is compiled: what it sustains comes after them. */
    private static final int WARM_BATCHES = 100;
    private static final int BATCHES = 300;
    private static final int WARM_SINGLES = 300;
    private static final int SINGLES = 800;

    /** What came of it. */
    record Result(Load.Result bare, Load.Result pipeline, Load.Result batches, Load.Result singles) {
        double ratio() {
            return batches.perSecond() / bare.perSecond();
        }

        List<String> cells() {
            return List.of(Report.number(bare.perSecond()), Report.number(pipeline.perSecond()),
                    Report.number(batches.perSecond()), Report.number(ratio()),
                    Report.number(batches.latencies().millis(0.99)), Report.number(singles.perSecond()),
                    Report.number(singles.latencies().millis(0.5)),
                    Report.number(singles.latencies().millis(0.99)));
        }
    }

    private Ingest() {}

    /** The requests to a monitor, and what is done to a copy of its database beside that. */
    static Result measure(DatabaseAddress copy, int port) throws IOException, SQLException {
        Load.Result bare = bare(copy);
        Load.Result pipeline = pipeline(copy);
        new Load(port, "warm").batches(CONNECTIONS, BATCH, WARM_BATCHES);
        Load.Result batches = new Load(port, "batch").batches(CONNECTIONS, BATCH, BATCHES);
        new Load(port, "warmer").singles(SINGLE_CONNECTIONS, WARM_SINGLES);
        return new Result(bare, pipeline, batches,
                new Load(port, "single").singles(SINGLE_CONNECTIONS, SINGLES));
    }

    /** One event after another of what the Chiefs say in turn, with the same indexes. */
    private static Load.Result bare(DatabaseAddress copy) throws SQLException {
        List<List<NewEvent>> warm = inTurn("warmbare", WARM_BATCHES);
        List<List<NewEvent>> all = inTurn("bare", BATCHES);
        Latencies latencies = new Latencies();
        try (BareInserts inserts = new BareInserts(copy)) {
            for (List<NewEvent> batch : warm) {
                inserts.insert(batch, batch.getLast().at());
            }
            long start = System.nanoTime();
            for (List<NewEvent> batch : all) {
                long begin = System.nanoTime();
                inserts.insert(batch, batch.getLast().at());
                latencies.add(System.nanoTime() - begin);
            }
            return new Load.Result((long) all.size() * BATCH, (System.nanoTime() - start) / 1e9, latencies);
        }
    }

    private static List<List<NewEvent>> inTurn(String name, int each) {
        List<List<List<NewEvent>>> chiefs = Load.requests(name, CONNECTIONS, each,
                traffic -> traffic.next(BATCH));
        List<List<NewEvent>> all = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            for (List<List<NewEvent>> chief : chiefs) {
                all.add(chief.get(i));
            }
        }
        return all;
    }

    private static Load.Result pipeline(DatabaseAddress copy) {
        // The identifiers of the loop were not taken from the database's counter.
        try (Database database = Database.open(copy)) {
            database.change(handle -> handle.execute(
                    "UPDATE counters SET value = (SELECT max(id) FROM events) WHERE name = 'event_ids'"));
            try (Pipeline pipeline = new Pipeline(database)) {
                List<List<byte[]>> bodies = Load.requests("pipe", CONNECTIONS, BATCHES,
                        traffic -> Wire.batch(traffic.next(BATCH)).getBytes(UTF_8));
                return Load.Result.of(bodies, BATCH, pipeline::send);
            }
        }
    }
}
