package dev.chief.monitor.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.chief.monitor.notify.Samples;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuideTest {
    private static final Path GUIDE = Path.of("../docs/notifications.md");
    private static final String SECRET = "correct horse battery";
    private static final long SENT = Samples.AT.getEpochSecond();

    @Test
    void theCheckInTheGuideTakesWhatIsSentAndNothingElse() throws IOException, InterruptedException {
        String body = WebhookBody.of(Samples.failureOf("S\u0131cak")).toString();
        String signature = Signature.of(SECRET, SENT, body);
        assertThat(check(body, signature, SENT + 10)).isEqualTo("True");
        assertThat(check(body + " ", signature, SENT + 10)).isEqualTo("False");
        assertThat(check(body, Signature.of("another secret 1", SENT, body), SENT + 10)).isEqualTo("False");
        assertThat(check(body, signature, SENT + 3600)).isEqualTo("False");
    }

    private static String check(String body, String signature, long now)
            throws IOException, InterruptedException {
        String guide = Files.readString(GUIDE);
        int begin = guide.indexOf("```python\n") + "```python\n".length();
        String program = guide.substring(begin, guide.indexOf("```", begin)) + """

                import sys
                secret, body, timestamp, signature, now = sys.argv[1:]
                time.time = lambda: int(now)
                headers = {"X-Chief-Timestamp": timestamp, "X-Chief-Signature": signature}
                print(is_from_chief(secret, headers, body.encode()))
                """;
        Process python = new ProcessBuilder(python(), "-c", program, SECRET, body, Long.toString(SENT),
                signature,
                Long.toString(now)).redirectErrorStream(true).start();
        String said = new String(python.getInputStream().readAllBytes(), UTF_8).strip();
        python.waitFor();
        return said;
    }

    private static String python() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "python3"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseGet(() -> abort(
                        "There is no python3 on the PATH, so the guide's check cannot be tried."));
    }
}
