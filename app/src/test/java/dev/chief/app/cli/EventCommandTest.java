package dev.chief.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCommandTest {
    @TempDir
    Path directory;

    @Test
    void withoutAMonitorItSaysNothingAndEndsWell() {
        Console.Result result = new Console(directory).with("CHIEF_MONITOR_ENDPOINT", "")
                .execute("event", "info", "hello", "--meta", "a=1", "--meta=b=x=y");
        assertThat(result.code()).isZero();
        assertThat(result.out() + result.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event", "event info", "event loud hello", "event info a b",
            "event info a --meta nothing", "event info a --meta", "event info a --meta =x"})
    void wrongUsageIsTheOnlyFailure(String words) {
        Console.Result result = new Console(directory).execute(words.split(" ", -1));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("usage: ");
    }
}
