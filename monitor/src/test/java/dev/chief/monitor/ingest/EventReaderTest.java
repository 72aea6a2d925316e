package dev.chief.monitor.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chief.monitor.store.NewEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final Instant RECEIVED = Instant.parse("2026-02-25T18:40:05.250Z");
    private static final String REQUIRED = """
            "sourceType":"chief","eventType":"job.started","level":"INFO","message":"Job nightly started."\
            """;

    private final EventReader reader = new EventReader(() -> 42);

    @Test
    void everyFieldIsRead() throws MalformedBodyException {
        NewEvent event = only(
                """
                        {"eventId":"0195a3f0-0000-7000-8000-00000000ABCD","sourceType":"worker","eventType":"script.completed",
                         "level":"ERROR","message":" done ","eventAt":"2026-02-25T18:40:00.123456+01:00","jobName":"nightly",
                         "scriptPath":"/jobs/a.sh","runId":"nightly:1","scheduledFor":"2026-02-25T17:40:00Z","success":false,
                         "returnCode":3,"durationMs":1500,"metadata":{"b":1.0,"a":[true,null]}}""");
        assertThat(event).isEqualTo(new NewEvent(UUID.fromString("0195a3f0-0000-7000-8000-00000000abcd"),
                Instant.parse("2026-02-25T17:40:00.123456Z"), "worker", "script.completed", "ERROR", "done",
                new NewEvent.About(Optional.of("nightly"), Optional.of("/jobs/a.sh"),
                        Optional.of("nightly:1"),
                        Optional.of(Instant.parse("2026-02-25T17:40:00Z"))),
                Optional.of(false), Optional.of(3L), Optional.of(1500L), "{\"b\":1.0,\"a\":[true,null]}"));
    }

    @Test
    void nullAndBlankTextsAreAbsent() throws MalformedBodyException {
        NewEvent event = only("{" + REQUIRED
                + """
                        ,"eventAt":" ","jobName":"","scriptPath":null,"runId":"\\t","scheduledFor":null,"success":null,
                        "returnCode":null,"durationMs":null,"metadata":null,"eventId":null,"unknown":{"a":[1]}}""");
        assertThat(event.about()).isEqualTo(NewEvent.About.NOTHING);
        assertThat(event.at()).isEqualTo(RECEIVED);
        assertThat(event.success()).isEmpty();
        assertThat(event.metadata()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-02-25T18:40:00.123456+00:00 | 2026-02-25T18:40:00.123456Z
            2026-02-25T18:40:00+00:00        | 2026-02-25T18:40:00Z
            2026-02-25T18:40:00.1234569Z     | 2026-02-25T18:40:00.123456Z
            2026-02-25T18:40Z                | 2026-02-25T18:40:00Z
            2026-02-25t18:40:00z             | 2026-02-25T18:40:00Z
            2026-02-25T18:40:00-11:30        | 2026-02-26T06:10:00Z
            1970-01-01T00:00:00Z             | 1970-01-01T00:00:00Z
            2200-12-31T23:59:59Z             | 2200-12-31T23:59:59Z
            """)
    void instantsAreReadAtAnyOffset(String text, Instant expected) throws MalformedBodyException {
        assertThat(only("{" + REQUIRED + ",\"eventAt\":\"" + text + "\"}").at()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-25T18:40:00", "2026-02-25", "tomorrow", "1772044800",
            "1969-12-31T23:59:59Z",
            "2201-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-02-25 18:40:00Z",
            "+999999999-12-31T23:59:59Z", "2026-02-25T18:40:00Z[UTC]"})
    void whatIsNoInstantIsNamed(String text) throws MalformedBodyException {
        assertThat(problems("{" + REQUIRED + ",\"eventAt\":\"" + text + "\"}")).containsExactly(
                "eventAt must be an ISO instant with an offset or Z, of the years 1970 to 2200, got \"" + text
                        + "\".");
    }

    @ParameterizedTest
    @CsvSource({"12,12", "-1,-1", "12.0,12", "1e2,100", "9223372036854775807,9223372036854775807",
            "-9223372036854775808,-9223372036854775808", "0.00e5,0"})
    void wholeNumbersMayBeSpelledAsOthers(String json, long expected) throws MalformedBodyException {
        assertThat(only("{" + REQUIRED + ",\"returnCode\":" + json + "}").returnCode()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "returnCode":1.5                 | returnCode must be a whole number of 64 bits, got 1.5.
            "returnCode":9223372036854775808 | returnCode must be a whole number of 64 bits, got 9223372036854775808.
            "returnCode":1e999999999         | returnCode must be a whole number of 64 bits, got 1e999999999.
            "returnCode":1e-999999999        | returnCode must be a whole number of 64 bits, got 1e-999999999.
            "returnCode":1e99999999999       | returnCode must be a whole number of 64 bits, got 1e99999999999.
            "durationMs":"1"                 | durationMs must be a whole number, got a text.
            "success":"true"                 | success must be true or false, got a text.
            "success":[{"a":1}]              | success must be true or false, got a list.
            "metadata":[1]                   | metadata must be an object, got a list.
            "jobName":7                      | jobName must be a text, got a number.
            "jobName":"a\\u0000b"            | jobName must not hold the character U+0000.
            "eventId":"1-1-1-1-1"            | eventId must be a UUID, got "1-1-1-1-1".
            "eventId":"x"                    | eventId must be a UUID, got "x".
            "scheduledFor":"18:40"           | scheduledFor must be an ISO instant with an offset or Z, of the years 1970 to 2200, got "18:40".
            """)
    void aFieldOfTheWrongKindIsNamed(String field, String problem) throws MalformedBodyException {
        assertThat(problems("{" + REQUIRED + "," + field + "}")).containsExactly(problem);
    }

    @Test
    void allThatIsMissingIsNamed() throws MalformedBodyException {
        assertThat(problems("{\"level\":\"info\",\"message\":\" \"}")).containsExactly(
                "level must be one of DEBUG, INFO, WARN, ERROR, CRITICAL, got \"info\".",
                "sourceType is required.", "eventType is required.", "message is required.");
    }

    @Test
    void textsHaveBounds() throws MalformedBodyException {
        String name = "x".repeat(200);
        assertThat(only("{" + REQUIRED + ",\"jobName\":\"" + name + "\"}").about().jobName()).contains(name);
        assertThat(problems("{" + REQUIRED + ",\"jobName\":\"" + name + "x\"}"))
                .containsExactly("jobName must have at most 200 characters, got 201.");
    }

    @Test
    void validEventsOfABatchAreKeptAndTheOthersNamed() throws MalformedBodyException {
        Reading reading = batch("{\"other\":[1],\"events\":[{" + REQUIRED + "},7,{" + REQUIRED + "},{}]}");
        assertThat(reading.events()).hasSize(2);
        assertThat(reading.dropped()).isEqualTo(2);
        assertThat(reading.problems()).extracting(Reading.Problem::index).containsExactly(1, 3, 3, 3, 3);
    }

    @Test
    void ofVeryManyFaultyEventsTheFirstHundredAreNamed() throws MalformedBodyException {
        Reading reading = batch("[" + "7,".repeat(5000) + "7]");
        assertThat(reading.dropped()).isEqualTo(5001);
        assertThat(reading.problems()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "7", "null", "\"x\"", "{}", "{\"events\":7}", "{\"events\":null}", "[",
            "[{]",
            "[] x", "[]]", "{\"events\":[],\"events\":[]}", "[{\"a\":1,\"a\":2}]",
            "[{\"metadata\":{\"a\":1,\"a\":2}}]",
            "[nul]", "[{'a':1}]", "[NaN]", "[01]", "[1,]", "\uFEFF[]"})
    void aBodyOfAnotherFormIsRefused(String body) {
        assertThatThrownBy(() -> batch(body)).isInstanceOf(MalformedBodyException.class)
                .message()
                .startsWith("The body ")
                .doesNotContain("jackson", "Exception", "StreamRead");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        for (byte[] body : List.of(new byte[]{'[', '"', (byte) 0xC0, (byte) 0x80, '"', ']'},
                new byte[]{'[', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ']'},
                "[]".getBytes(StandardCharsets.UTF_16))) {
            assertThatThrownBy(() -> reader.batch(body, RECEIVED)).isInstanceOf(MalformedBodyException.class);
        }
    }

    @Test
    void metadataMayBeNestedFiftyDeep() throws MalformedBodyException {
        String deepest = nested(50);
        assertThat(only("{" + REQUIRED + ",\"metadata\":" + deepest + "}").metadata()).isEqualTo(deepest);
        for (String body : List.of("[{" + REQUIRED + ",\"metadata\":" + nested(51) + "}]",
                "[{\"unknown\":" + nested(100_000) + "}]", "[".repeat(1_000_000))) {
            assertThatThrownBy(() -> batch(body)).isInstanceOf(MalformedBodyException.class);
        }
    }

    @Test
    void numbersInMetadataKeepTheirSpelling() throws MalformedBodyException {
        String metadata = "{\"z\":1.0,\"a\":12345678901234567890.5e-3,\"__proto__\":{},\"é\":\"\\n\\u0000ü\"}";
        assertThat(only("{" + REQUIRED + ",\"metadata\": " + metadata.replace(",", " , ") + "}").metadata())
                .isEqualTo(metadata);
    }

    @Test
    void halfSurrogatePairsAreReplaced() throws MalformedBodyException {
        NewEvent event = only("""
                {"sourceType":"worker","eventType":"worker.message","level":"INFO","message":"a\\udcffb 😀",
                "metadata":{"a":"\\udc00\\ud83d\\ude00"}}""");
        assertThat(event.message()).isEqualTo("a\uFFFDb 😀");
        assertThat(event.metadata()).isEqualTo("{\"a\":\"\uFFFD😀\"}");
    }

    @Test
    void anEventThatIsSentAgainHasTheSameId() throws MalformedBodyException {
        String event = REQUIRED + ",\"eventAt\":\"2026-02-25T18:40:00+00:00\",\"returnCode\":1";
        UUID id = only("{" + event + "}").eventId();
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(only("{\"returnCode\":1.0,\"eventAt\":\"2026-02-25T19:40:00.000+01:00\"," + REQUIRED + "}")
                .eventId())
                .isEqualTo(id);
        assertThat(only("{" + event + ",\"durationMs\":1}").eventId()).isNotEqualTo(id);
        assertThat(only("{" + event + ",\"metadata\":{\"a\":1}}").eventId()).isNotEqualTo(id);
    }

    @Test
    void anEventWithoutATimeHasAFreshId() throws MalformedBodyException {
        UUID id = only("{" + REQUIRED + "}").eventId();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id).isNotEqualTo(new EventReader(() -> 1 << 20)
                .one(("{" + REQUIRED + "}").getBytes(StandardCharsets.UTF_8), RECEIVED)
                .events()
                .getFirst()
                .eventId());
    }

    @Test
    void noMutationOfABodyMakesAnotherFailureThanItsOwn() throws MalformedBodyException {
        byte[] whole = ("{\"events\":[{" + REQUIRED
                + """
                        ,"eventAt":"2026-02-25T18:40:00Z","returnCode":-12.5e3,"success":true,"metadata":{"é":[1,{"b":null}]}},\
                        {"eventId":"0195a3f0-0000-7000-8000-00000000abcd"}]}""")
                .getBytes(StandardCharsets.UTF_8);
        SplittableRandom random = new SplittableRandom(20260225);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            try {
                reader.batch(mutated(whole, random), RECEIVED);
                read++;
            } catch (MalformedBodyException _) {
                refused++;
            }
        }
        assertThat(read).isGreaterThan(500);
        assertThat(refused).isGreaterThan(5_000);
    }

    private static byte[] mutated(byte[] whole, SplittableRandom random) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : whole) {
            bytes.add(b);
        }
        for (int n = random.nextInt(1, 4); n > 0; n--) {
            int at = random.nextInt(bytes.size());
            switch (random.nextInt(4)) {
                case 0 -> bytes.remove(at);
                case 1 -> bytes.add(at, (byte) "{}[]\",:0e.\\u-".charAt(random.nextInt(13)));
                case 2 -> bytes.set(at, (byte) random.nextInt(256));
                default -> bytes.addAll(at, List.copyOf(bytes.subList(at, Math.min(bytes.size(), at + 20))));
            }
        }
        byte[] mutated = new byte[bytes.size()];
        for (int i = 0; i < mutated.length; i++) {
            mutated[i] = bytes.get(i);
        }
        return mutated;
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }

    private NewEvent only(String body) throws MalformedBodyException {
        Reading reading = reader.one(body.getBytes(StandardCharsets.UTF_8), RECEIVED);
        assertThat(reading.problems()).isEmpty();
        return reading.events().getFirst();
    }

    private List<String> problems(String body) throws MalformedBodyException {
        Reading reading = reader.one(body.getBytes(StandardCharsets.UTF_8), RECEIVED);
        assertThat(reading.events()).isEmpty();
        return reading.problems().stream().map(Reading.Problem::sentence).toList();
    }

    private Reading batch(String body) throws MalformedBodyException {
        return reader.batch(body.getBytes(StandardCharsets.UTF_8), RECEIVED);
    }
}
