package dev.chief.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunIdTest {
    /** Later than any other test's time: ids of one process never go back. */
    private static final Instant LATE = Instant.parse("2101-02-03T04:05:06.000007Z");

    @Test
    void anIdIsTheJobTheStartInUtcTheMicrosecondAndTheProcess() {
        assertThat(RunId.next("load", LATE, 4711)).hasToString("load:21010203040506-000007-4711");
    }

    @Test
    void twoRunsInOneMicrosecondHaveTwoIds() {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 10_000).parallel().forEach(i -> ids.add(RunId.next("load", LATE, 1).toString()));
        assertThat(ids).hasSize(10_000);
    }

    @Test
    void whatIsWrittenIsRead() {
        RunId id = RunId.next("a:b c", LATE, 1);
        assertThat(RunId.parse(id.toString())).isEqualTo(id);
        assertThat(id.job()).isEqualTo("a:b c");
    }

    @Test
    void otherTextIsRefused() {
        for (String text : new String[]{"", "load", "load:", ":1"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> RunId.parse(text));
        }
    }
}
