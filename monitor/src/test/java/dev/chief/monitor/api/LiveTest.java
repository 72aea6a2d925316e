package dev.chief.monitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.http.RawClient;
import dev.chief.monitor.ingest.EventReader;
import dev.chief.monitor.ingest.MalformedBodyException;
import dev.chief.monitor.store.Databases;
import dev.chief.monitor.store.EventTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LiveTest {
    @ParameterizedTest
    @EnumSource
    void whatIsNewIsTold(Databases kind) throws IOException, InterruptedException {
        try (
            House house = House.open(kind.fresh());
            RawClient listener = listen(house, "", Optional.empty())
        ) {
            house.post("/v1/events", event("first", "j"));
            String told = listener.readUntil("}\n\n");
            assertThat(told).contains("id: 1\nevent: event\ndata: {\"id\":1,", "\"message\":\"first\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverComesAgainMissesNothing(Databases kind) throws IOException, InterruptedException {
        try (House house = House.open(kind.fresh())) {
            house.post("/v1/events/batch",
                    "[" + event("one", "j") + "," + event("two", "j") + "," + event("three", "j") + "]");
            try (RawClient listener = listen(house, "", Optional.of(1L))) {
                assertThat(listener.readUntil("\"message\":\"three\"")).contains("id: 2\n", "id: 3\n")
                        .doesNotContain("id: 1\n");
            }
        }
    }

    @Test
    void anIdThatIsStillToComeIsAsGoodAsNone() throws IOException, InterruptedException {
        try (
            House house = House.open(Databases.SQLITE.fresh());
            RawClient listener = listen(house, "", Optional.of(1_000_000L))
        ) {
            house.post("/v1/events", event("first", "j"));
            assertThat(listener.readUntil("}\n\n")).contains("id: 1\n");
        }
    }

    @Test
    void moreThanOnePieceIsTold() throws IOException, InterruptedException {
        try (House house = House.open(Databases.SQLITE.fresh())) {
            StringBuilder batch = new StringBuilder();
            for (int i = 0; i < 1_200; i++) {
                batch.append(i == 0 ? "[" : ",").append(event("event " + i, "j"));
            }
            house.post("/v1/events/batch", batch + "]");
            try (RawClient listener = listen(house, "", Optional.of(0L))) {
                assertThat(listener.readUntil("\"message\":\"event 1199\"")).contains(
                        "\"message\":\"event 0\"",
                        "\"message\":\"event 600\"");
            }
        }
    }

    @Test
    void filtersAreThoseOfEvents() throws IOException, InterruptedException {
        try (
            House house = House.open(Databases.SQLITE.fresh());
            RawClient listener = listen(house, "?jobName=wanted&level=INFO", Optional.empty())
        ) {
            house.post("/v1/events", event("other", "unwanted"));
            house.post("/v1/events", event("this", "wanted"));
            assertThat(listener.readUntil("\"message\":\"this\"")).doesNotContain("other");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAnotherMonitorStoresIsToldToo(Databases kind)
            throws IOException, InterruptedException, MalformedBodyException {
        try (
            House house = House.open(kind.fresh());
            RawClient listener = listen(house, "", Optional.empty())
        ) {
            var event = new EventReader(() -> 1)
                    .one(event("from elsewhere", "j").getBytes(StandardCharsets.UTF_8), House.NOW)
                    .events();
            house.database.write(handle -> EventTable.insert(handle, event, House.NOW));
            assertThat(listener.readUntil("}\n\n")).contains("from elsewhere");
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesOfChecksAndAlertsAreTold(Databases kind) throws IOException, InterruptedException {
        try (
            House house = House.open(kind.fresh());
            RawClient listener = listen(house, "", Optional.empty())
        ) {
            house.check("j");
            assertThat(listener.readUntil("}\n\n")).contains("event: check\ndata: {\"jobName\":\"j\"");
            long id = house.alert("j").id();
            assertThat(listener.readUntil("}\n\n")).contains("event: alert\ndata: {\"id\":" + id,
                    "\"status\":\"OPEN\"");
            house.post("/v1/alerts/" + id + "/close", "");
            assertThat(listener.readUntil("}\n\n")).contains("event: alert\ndata: {\"id\":" + id,
                    "\"status\":\"CLOSED\"");
        }
    }

    @Test
    void streamsEndWhenTheMonitorStops() throws IOException, InterruptedException {
        House house = House.open(Databases.SQLITE.fresh());
        try (RawClient listener = listen(house, "", Optional.empty())) {
            house.close();
            assertThat(listener.readAll()).endsWith("0\r\n\r\n");
        }
    }

    private static String event(String message, String job) {
        return "{\"sourceType\":\"worker\",\"eventType\":\"worker.message\",\"level\":\"INFO\",\"message\":\""
                + message
                + "\",\"jobName\":\"" + job + "\"}";
    }

    /** Listens, from now on or from after an event. */
    private static RawClient listen(House house, String query, Optional<Long> last)
            throws IOException, InterruptedException {
        RawClient client = RawClient.connect(house.port());
        client.send("GET /v1/stream" + query + " HTTP/1.1\r\nHost: localhost\r\n"
                + last.map(id -> "Last-Event-ID: " + id + "\r\n").orElse("") + "\r\n");
        client.readUntil("retry: 2000\n\n");
        return client;
    }
}
