package dev.chief.monitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.monitor.api.House.Answer;
import dev.chief.monitor.store.Databases;
import dev.chief.monitor.store.StoredAlert;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MonitorApiTest {
    private static final String STARTED = """
            {"sourceType":"chief","eventType":"job.started","level":"INFO","message":"Job a/b started.","jobName":"a/b",
            "runId":"a/b:1","eventAt":"2026-02-25T18:40:00.123456+00:00","metadata":{"script_count":2}}""";
    private static final String FAILED = """
            {"sourceType":"chief","eventType":"job.failed","level":"ERROR","message":"Job a/b failed.","jobName":"a/b",
            "runId":"a/b:1","eventAt":"2026-02-25T18:41:00Z","success":false,"returnCode":2,"durationMs":60000,
            "metadata":{"scripts_executed":1,"failed_script":"x.sh"}}""";

    @Test
    void theContractNamesEveryRouteAndNoOther() throws IOException, InterruptedException {
        try (House house = House.open(Databases.SQLITE.fresh())) {
            assertThat(new Contract().operations()).isEqualTo(house.routes.all());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsComeBackAsTheyWereSent(Databases kind) throws IOException, InterruptedException {
        try (House house = House.open(kind.fresh())) {
            assertThat(house.post("/v1/events", STARTED).body()).isEqualTo("{\"inserted\":1,\"dropped\":0}");
            assertThat(house.get("/v1/events").body()).isEqualTo(
                    """
                            {"events":[{"id":1,"receivedAt":"2026-02-25T18:40:05.250Z","eventAt":"2026-02-25T18:40:00.123Z",\
                            "sourceType":"chief","eventType":"job.started","level":"INFO","message":"Job a/b started.",\
                            "jobName":"a/b","scriptPath":null,"runId":"a/b:1","scheduledFor":null,"success":null,\
                            "returnCode":null,"durationMs":null,"metadataJson":"{\\"script_count\\":2}",\
                            "metadata":{"script_count":2},"eventId":"%s"}],"limit":100,"offset":0,"nextCursor":null}"""
                            .formatted(json(house.get("/v1/events")).at("/events/0/eventId").stringValue()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBatchSentAgainChangesNothing(Databases kind) throws IOException, InterruptedException {
        try (House house = House.open(kind.fresh())) {
            String batch = "{\"events\":[" + STARTED + "," + FAILED + "]}";
            assertThat(house.post("/v1/events/batch", batch).body())
                    .isEqualTo("{\"inserted\":2,\"dropped\":0}");
            assertThat(house.post("/v1/events/batch", batch).body())
                    .isEqualTo("{\"inserted\":0,\"dropped\":0,\"duplicates\":2}");
            assertThat(json(house.get("/v1/status/summary")).path("totalEvents").longValue()).isEqualTo(2);
        }
    }

    @Test
    void faultyEventsOfABatchAreNamed() throws IOException, InterruptedException {
        try (House house = House.open(Databases.SQLITE.fresh())) {
            Answer answer = house.post("/v1/events/batch", "[]");
            assertThat(answer.body()).isEqualTo("{\"inserted\":0,\"dropped\":0}");
            answer = refused(house, "[" + STARTED + ",{\"level\":\"x\"},7]");
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo(
                    """
                            {"inserted":1,"dropped":2,"errors":[{"index":1,"message":"level must be one of DEBUG, INFO, WARN, ERROR, \
                            CRITICAL, got \\"x\\". sourceType is required. eventType is required. message is required."},\
                            {"index":2,"message":"An event must be an object, got a number."}]}""");
            assertThat(refused(house, "[7]").body()).isEqualTo(
                    """
                            {"error":"Invalid batch payload","details":{"formErrors":["No event in the batch is valid."],\
                            "fieldErrors":{},"errors":[{"index":0,"message":"An event must be an object, got a number."}]}}""");
            assertThat(refused(house, "{}").status()).isEqualTo(400);
        }
    }

    /** By a client that is not held to the contract, only the answers are. */
    private static Answer refused(House house, String body) throws IOException, InterruptedException {
        return house.unheld("POST", "/v1/events/batch", body);
    }

    @Test
    void aFaultyEventIsRefusedWithItsFields() throws IOException, InterruptedException {
        try (House house = House.open(Databases.SQLITE.fresh())) {
            Answer answer = house.post("/v1/events",
                    "{\"sourceType\":\"chief\",\"eventType\":\"x\",\"level\":\"INFO\"}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo(
                    """
                            {"error":"Invalid event payload","details":{"formErrors":[],"fieldErrors":{"message":["is required."]}}}""");
            assertThat(house.post("/v1/events", "[1]").body())
                    .contains("\"formErrors\":[\"An event must be an object");
            assertThat(house.post("/v1/events", "{").status()).isEqualTo(400);
            assertThat(house.post("/v1/events", "").status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({"limit=10abc,10,0", "limit=1.9,1,0", "limit=5e2,5,0", "limit=%207,7,0", "limit=%2B7,7,0",
            "limit=0x10,100,0",
            "limit=0,100,0", "limit=-5,100,0", "limit=abc,100,0", "limit=,100,0", "limit=5&limit=6,100,0",
            "limit=99999999999999999999,1000,0", "offset=3,100,3", "offset=9999999,100,1000000",
            "offset=-1,100,0"})
    void pagesAreReadAsOldClientsWriteThem(String query, int limit, int offset)
            throws IOException, InterruptedException {
        try (House house = House.open(Databases.SQLITE.fresh())) {
            for (String list : new String[]{"events", "alerts", "runs", "deliveries"}) {
                assertThat(house.get("/v1/" + list + "?" + query).body())
                        .isEqualTo("{\"" + list + "\":[],\"limit\":" + limit + ",\"offset\":" + offset
                                + ",\"nextCursor\":null}");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCursorLeadsThroughAllPages(Databases kind) throws IOException, InterruptedException {
        try (House house = House.open(kind.fresh())) {
            house.post("/v1/events/batch", "[" + STARTED + "," + FAILED + "]");
            JsonNode first = json(house.get("/v1/events?limit=1"));
            assertThat(first.at("/events/0/eventType").stringValue()).isEqualTo("job.failed");
            JsonNode second = json(
                    house.get("/v1/events?limit=1&cursor=" + first.path("nextCursor").stringValue()));
            assertThat(second.at("/events/0/eventType").stringValue()).isEqualTo("job.started");
            assertThat(house.get("/v1/events?cursor=nonsense").status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({"jobName=a%2Fb,2", "jobName=A%2FB,0", "level=ERROR,1", "level=error,0",
            "eventType=job.started,1", "runId=a%2Fb:1,2",
            "sourceType=worker,0", "text=FAILED,1", "from=2026-02-25T18:41:00Z,1",
            "to=2026-02-25T18:40:59Z,1",
            "from=2026-02-25T19:41:00%2B01:00,1", "from=2026-02-25T19:41:00+01:00,1",
            "level=ERROR&level=INFO,2", "level=,2"})
    void eventsAreFiltered(String query, int count) throws IOException, InterruptedException {
        try (House house = House.open(Databases.SQLITE.fresh())) {
            house.post("/v1/events/batch", "[" + STARTED + "," + FAILED + "]");
            assertThat(json(house.get("/v1/events?" + query)).path("events")).hasSize(count);
        }
    }

    @Test
    void whatIsNoInstantIsNoFilter() throws IOException, InterruptedException {
        try (House house = House.open(Databases.SQLITE.fresh())) {
            assertThat(house.get("/v1/events?from=yesterday").status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunIsPutTogether(Databases kind) throws IOException, InterruptedException {
        try (House house = House.open(kind.fresh())) {
            house.post("/v1/events/batch", "[" + FAILED + "," + STARTED + "]");
            JsonNode run = json(house.get("/v1/runs/" + encoded("a/b:1")));
            assertThat(run.path("run").toString()).isEqualTo(
                    """
                            {"runId":"a/b:1","jobName":"a/b","status":"FAILED","scheduledFor":null,\
                            "startedAt":"2026-02-25T18:40:00.123Z","endedAt":"2026-02-25T18:41:00.000Z","durationMs":60000,\
                            "scriptsTotal":2,"scriptsExecuted":1,"failedScript":"x.sh","longestSeconds":null}""");
            assertThat(run.path("events")).hasSize(2);
            assertThat(json(house.get("/v1/runs?status=FAILED&jobName=a%2Fb")).path("runs")).hasSize(1);
            assertThat(json(house.get("/v1/runs?status=failed")).path("runs")).isEmpty();
            assertThat(house.get("/v1/runs/x").body())
                    .isEqualTo("{\"error\":\"Run not found\",\"runId\":\"x\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJobIsShownWithItsEventsAndAlerts(Databases kind) throws IOException, InterruptedException {
        try (House house = House.open(kind.fresh())) {
            house.check("a/b");
            house.alert("a/b");
            house.post("/v1/events", FAILED);
            JsonNode job = json(house.get("/v1/status/jobs/a%2Fb"));
            assertThat(job.at("/check/jobName").stringValue()).isEqualTo("a/b");
            assertThat(job.path("events")).hasSize(1);
            assertThat(job.at("/openAlerts/0/details/returnCode").intValue()).isEqualTo(2);
            assertThat(house.get("/v1/status/jobs/other").body())
                    .isEqualTo("{\"error\":\"Job not found in check state\",\"jobName\":\"other\"}");
            assertThat(json(house.get("/v1/status/jobs")).at("/jobs/0/latestEvent").isNull()).isTrue();
            assertThat(json(house.get("/v1/status/summary")).path("activeAlerts").toString())
                    .isEqualTo("[{\"alertType\":\"FAILURE\",\"count\":1}]");
        }
    }

    @Test
    void anEmptyMonitorHasASummary() throws IOException, InterruptedException {
        try (House house = House.open(Databases.SQLITE.fresh())) {
            assertThat(house.get("/v1/status/summary").body()).startsWith(
                    """
                            {"checks":[],"activeAlerts":[],"totalEvents":0,"latestEventAt":null,"chief":{"online":false,\
                            "lastHeartbeatAt":null,"pingIntervalSeconds":null,"offlineAfterSeconds":45},"states":[],"databaseBytes":""");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAlertIsClosedOnce(Databases kind) throws IOException, InterruptedException {
        try (House house = House.open(kind.fresh())) {
            StoredAlert alert = house.alert("j");
            String path = "/v1/alerts/" + alert.id() + "/close";
            assertThat(house.post(path, "{\"reason\":\" mended \"}").body()).isEqualTo("""
                    {"found":true,"updated":true,"reason":"mended","alert":{"id":%d,"status":"CLOSED",\
                    "closedAt":"2026-02-25T18:40:05.250Z"}}""".formatted(alert.id()));
            assertThat(json(house.post(path, "")).path("updated").booleanValue()).isFalse();
            assertThat(json(house.get("/v1/alerts?status=CLOSED")).at("/alerts/0/closeReason").stringValue())
                    .isEqualTo("mended");
            assertThat(
                    json(house.get("/v1/alerts?severity=ERROR&alertType=FAILURE&jobName=j")).path("alerts"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverAcknowledgesAnAlertFirstIsNamed(Databases kind) throws IOException, InterruptedException {
        try (House house = House.locked(kind.fresh())) {
            String path = "/v1/alerts/" + house.alert("j").id() + "/acknowledge";
            assertThat(house.post(path, "").body()).endsWith(
                    """
                            "status":"OPEN","acknowledgedAt":"2026-02-25T18:40:05.250Z","acknowledgedBy":"MONITOR_API_KEY"}}""");
            assertThat(json(house.post(path, "")).path("updated").booleanValue()).isFalse();
            assertThat(house.post("/v1/alerts/99/acknowledge", "").status()).isEqualTo(404);
            assertThat(house.post("/v1/alerts/x/acknowledge", "").status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,400", "-1,400", "x,400", "99999999999999999999,400", "12abc,404", "1.5,404", "7,404"})
    void anAlertThatIsNoneIsNotClosed(String id, int status) throws IOException, InterruptedException {
        try (House house = House.open(Databases.SQLITE.fresh())) {
            assertThat(house.post("/v1/alerts/" + id + "/close", "{}").status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"reason\":\"\"}", "{\"reason\":7}", "[]", "{", "{\"reason\":\"a\\u0000\"}",
            "{\"reason\":\"a\",\"reason\":\"b\"}", "{} {}"})
    void aReasonIsChecked(String body) throws IOException, InterruptedException {
        try (House house = House.open(Databases.SQLITE.fresh())) {
            Answer answer = house.post("/v1/alerts/1/close", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"error\":\"Invalid close payload\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void mailSettingsAreReplaced(Databases kind) throws IOException, InterruptedException {
        try (House house = House.open(kind.fresh())) {
            assertThat(house.get("/v1/settings/alerts/email").body()).isEqualTo(
                    "{\"recipients\":[],\"enabledAlertTypes\":[\"FAILURE\",\"MISSED\"],\"providerConfigured\":false}");
            assertThat(house.send("PUT", "/v1/settings/alerts/email",
                    "{\"recipients\":[\" Ops@Example.com \",\"ops@example.com\"],\"enabledAlertTypes\":[\"MISSED\"]}")
                    .body())
                    .isEqualTo(
                            "{\"recipients\":[\"ops@example.com\"],\"enabledAlertTypes\":[\"MISSED\"],\"providerConfigured\":false}");
            Answer refused = house.send("PUT", "/v1/settings/alerts/email",
                    "{\"recipients\":[\"x\"],\"enabledAlertTypes\":[]}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body())
                    .startsWith("{\"error\":\"Invalid email settings payload\",\"details\":{");
            assertThat(house.post("/v1/settings/alerts/email/test", "").status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void channelsSilencesAndKeysComeAndGo(Databases kind) throws IOException, InterruptedException {
        try (House house = House.open(kind.fresh())) {
            Answer made = house.post("/v1/channels",
                    """
                            {"kind":"webhook","name":"ops","settings":{"url":"http://127.0.0.1:9/x","secret":"a secret of many letters"}}""");
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            String channel = "/v1/channels/" + json(made).path("id").longValue();
            assertThat(made.body()).doesNotContain("many letters");
            assertThat(
                    json(house.send("PATCH", channel, "{\"enabled\":false}")).path("enabled").booleanValue())
                    .isFalse();
            assertThat(house.get(channel).status()).isEqualTo(200);
            assertThat(house.post(channel + "/test", "").status()).isEqualTo(502);
            assertThat(json(house.get("/v1/deliveries?status=FAILED")).path("deliveries")).hasSize(1);
            assertThat(house.send("DELETE", channel, "").status()).isEqualTo(204);
            assertThat(house.get(channel).status()).isEqualTo(404);
            assertThat(json(house.get("/v1/channels")).path("channels")).hasSize(1);

            Answer silence = house.post("/v1/silences",
                    "{\"endsAt\":\"2026-02-26T00:00:00Z\",\"reason\":\"moving\"}");
            assertThat(silence.status()).isEqualTo(201);
            assertThat(
                    house.post("/v1/silences/" + json(silence).path("id").longValue() + "/end", "").status())
                    .isEqualTo(200);
            assertThat(json(house.get("/v1/silences")).path("silences")).hasSize(1);
            assertThat(house.post("/v1/silences", "{}").status()).isEqualTo(400);

            Answer key = house.post("/v1/keys", "{\"name\":\"workers\",\"scope\":\"ingest\"}");
            assertThat(key.status()).isEqualTo(201);
            assertThat(house.get("/v1/keys").body()).doesNotContain(json(key).path("text").stringValue());
            assertThat(house.send("DELETE", "/v1/keys/" + json(key).path("id").longValue(), "").status())
                    .isEqualTo(204);
            assertThat(house.post("/v1/keys", "{\"name\":\"x\",\"scope\":\"all\"}").status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJobIsSilencedAndArchived(Databases kind) throws IOException, InterruptedException {
        try (House house = House.open(kind.fresh())) {
            house.check("j");
            assertThat(json(
                    house.send("PATCH", "/v1/jobs/j", "{\"silencedUntil\":\"2026-02-26T00:00:00+01:00\"}"))
                    .at("/check/silencedUntil")
                    .stringValue()).isEqualTo("2026-02-25T23:00:00.000Z");
            house.alert("j");
            JsonNode archived = json(house.send("PATCH", "/v1/jobs/j", "{\"archived\":true}")).path("check");
            assertThat(json(house.get("/v1/alerts?status=OPEN")).path("alerts")).isEmpty();
            assertThat(archived.path("archived").booleanValue()).isTrue();
            assertThat(archived.path("silencedUntil").isNull()).isFalse();
            assertThat(json(house.send("PATCH", "/v1/jobs/j", "{\"silencedUntil\":null}"))
                    .at("/check/silencedUntil")
                    .isNull())
                    .isTrue();
            assertThat(house.send("PATCH", "/v1/jobs/j", "{\"archived\":\"yes\"}").status()).isEqualTo(400);
            assertThat(house.send("PATCH", "/v1/jobs/k", "{\"archived\":true}").status()).isEqualTo(404);
        }
    }

    @Test
    void whatIsMeasuredIsThereForPrometheus() throws IOException, InterruptedException {
        try (House house = House.open(Databases.SQLITE.fresh())) {
            house.check("j");
            house.post("/v1/events/batch", "[" + STARTED + "," + STARTED + "]");
            assertThat(house.get("/metrics").body()).contains(
                    "chief_monitor_events_total{result=\"inserted\"} 1.0",
                    "chief_monitor_events_total{result=\"duplicate\"} 1.0", "chief_monitor_events_stored 1.0",
                    "chief_monitor_checks{state=\"FAILING\"} 1.0", "chief_monitor_ingest_seconds_count 1",
                    "chief_monitor_database_size_bytes ");
        }
    }

    @Test
    void aBadgeShowsNothingButText() throws IOException, InterruptedException {
        try (House house = House.open(Databases.SQLITE.fresh())) {
            house.check("<img src=x onerror=alert(1)>");
            Answer badge = house.get("/badge/" + encoded("<img src=x onerror=alert(1)>") + ".svg");
            assertThat(badge.status()).isEqualTo(200);
            assertThat(badge.body()).contains("FAILING", "&lt;img src=x").doesNotContain("<img");
            assertThat(house.get("/badge/x.svg").status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void healthSaysWhereTheDataIsAndNoPassword(Databases kind) throws IOException, InterruptedException {
        try (House house = House.locked(kind.fresh())) {
            Answer health = house.send("GET", "/v1/health", "", request -> request);
            assertThat(health.body()).isEqualTo(
                    "{\"ok\":true,\"service\":\"chief-monitor\",\"now\":\"2026-02-25T18:40:05.250Z\","
                            + "\"dbPath\":"
                            + Contract.JSON.writeValueAsString(house.database.address().describe()) + "}");
        }
    }

    @Test
    void whoeverShowsNoKeyLearnsNothing() throws IOException, InterruptedException {
        try (House house = House.locked(Databases.SQLITE.fresh())) {
            for (String operation : house.routes.all()) {
                String[] words = operation.split(" ", -1);
                if (words[1].equals("/v1/health") || words[1].equals("/openapi.yaml")) {
                    continue;
                }
                Answer answer = house.send(words[0], words[1].replaceAll("\\{[^}]*}", "1"), "",
                        request -> request);
                assertThat(answer.status()).as(operation).isEqualTo(401);
                assertThat(answer.body()).isEqualTo("{\"error\":\"Unauthorized\"}");
            }
            assertThat(house.unheld("GET", "/v1/nothing", "").status()).isEqualTo(404);
            assertThat(house.unheld("DELETE", "/v1/events", "").status()).isEqualTo(405);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode json(Answer answer) {
        return Contract.JSON.readTree(answer.body());
    }
}
