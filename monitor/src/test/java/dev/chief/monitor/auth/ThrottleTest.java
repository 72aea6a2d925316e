package dev.chief.monitor.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {
    private static final InetAddress ATTACKER = House.address("203.0.113.9");
    private static final InetAddress OWNER = House.address("192.0.2.1");
    private final SettableTime time = new SettableTime();
    private final Throttle throttle = new Throttle(1_000);

    @ParameterizedTest
    @CsvSource({"0,0", "4,0", "5,1", "6,2", "7,4", "13,256", "14,300", "15,300", "2000000000,300"})
    void waitsDoubleUpToTheLongest(int count, long seconds) {
        assertThat(new Throttle.Pace(5, Duration.ofMinutes(5), Duration.ofHours(1)).waitAfter(count))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void theSixthTryOfAnAddressHasToWaitWhateverTheAccount() {
        fail(ATTACKER, 5);
        assertThat(admit("somebody@else.example", ATTACKER)).contains(Duration.ofSeconds(1));
        assertThat(admit("ada", OWNER)).isEmpty();
    }

    @Test
    void aTryThatHasToWaitDoesNotMakeTheWaitLonger() {
        fail(ATTACKER, 5);
        time.advance(Duration.ofMillis(999));
        assertThat(admit("ada", ATTACKER)).contains(Duration.ofMillis(1));
        time.advance(Duration.ofMillis(1));
        assertThat(admit("ada", ATTACKER)).isEmpty();
        assertThat(admit("ada", ATTACKER)).contains(Duration.ofSeconds(2));
    }

    @Test
    void oneAddressThatNeverStopsDoesNotKeepTheOwnerOut() {
        Instant end = time.instant().plus(Duration.ofDays(2));
        int tries = 0;
        while (time.instant().isBefore(end)) {
            Optional<Duration> wait = admit("ada", ATTACKER);
            tries += wait.isEmpty() ? 1 : 0;
            time.advance(wait.orElse(Duration.ZERO));
        }
        assertThat(admit("ada", ATTACKER)).isEmpty();
        assertThat(admit("ada", OWNER)).isEmpty();
        assertThat(tries).isBetween(500, 700);
    }

    @Test
    void manyAddressesTogetherSlowAnAccountDown() {
        IntStream.range(0, 50).forEach(i -> admit("ada", House.address("203.0.113." + i)));
        assertThat(admit("ada", OWNER)).contains(Duration.ofSeconds(1));
        assertThat(admit("bob", OWNER)).isEmpty();
    }

    @Test
    void theLongestWaitOfAnAccountIsHalfAMinute() {
        for (int i = 0; i < 200; i++) {
            admit("ada", House.address("203.0." + i + ".1"));
            time.advance(Duration.ofSeconds(30));
        }
        admit("ada", House.address("203.0.250.1"));
        assertThat(admit("ada", OWNER)).contains(Duration.ofSeconds(30));
    }

    @Test
    void successForgivesTheAccount() {
        IntStream.range(0, 49).forEach(i -> admit("ada", House.address("203.0.113." + i)));
        assertThat(admit("ada", OWNER)).isEmpty();
        throttle.succeeded("ada", OWNER);
        fail(OWNER, 5);
        assertThat(admit("ada", House.address("198.51.100.1"))).isEmpty();
    }

    @Test
    void failuresAreForgottenOneByOne() {
        fail(ATTACKER, 5);
        time.advance(Duration.ofMinutes(20));
        fail(ATTACKER, 2);
        assertThat(admit("ada", ATTACKER)).contains(Duration.ofSeconds(1));
        time.advance(Duration.ofMinutes(50));
        fail(ATTACKER, 5);
    }

    @Test
    void aClockThatIsSetBackMakesNoWaitLonger() {
        fail(ATTACKER, 5);
        time.advance(Duration.ofDays(-400));
        assertThat(admit("ada", ATTACKER)).contains(Duration.ofSeconds(1));
    }

    @Test
    void anIpv6NetworkCountsAsOneAddress() {
        for (int i = 1; i <= 5; i++) {
            assertThat(admit("ada", House.address("2001:db8::" + i))).isEmpty();
        }
        assertThat(admit("ada", House.address("2001:db8::ffff"))).isPresent();
        assertThat(admit("ada", House.address("2001:db8:0:1::1"))).isEmpty();
    }

    @Test
    void triesAtTheSameTimeDoNotSlipThroughTogether() throws ExecutionException, InterruptedException {
        List<Callable<Boolean>> tries = IntStream.range(0, 100)
                .<Callable<Boolean>>mapToObj(_ -> () -> admit("ada", ATTACKER).isEmpty())
                .toList();
        int admitted = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : threads.invokeAll(tries)) {
                admitted += done.get() ? 1 : 0;
            }
        }
        assertThat(admitted).isEqualTo(5);
    }

    @Test
    void whatFailedLongestAgoIsForgottenFirstWhenThereIsNoRoom() {
        Throttle small = new Throttle(4);
        IntStream.range(0, 5).forEach(_ -> small.admit("ada", ATTACKER, time.instant()));
        small.admit("b", House.address("203.0.113.1"), time.instant());
        assertThat(small.admit("ada", ATTACKER, time.instant())).isPresent();
        small.admit("c", House.address("203.0.113.2"), time.instant());
        assertThat(small.admit("ada", ATTACKER, time.instant())).isEmpty();
    }

    private void fail(InetAddress address, int times) {
        IntStream.range(0, times).forEach(_ -> assertThat(admit("ada", address)).isEmpty());
    }

    private Optional<Duration> admit(String account, InetAddress address) {
        return throttle.admit(account, address, time.instant());
    }
}
