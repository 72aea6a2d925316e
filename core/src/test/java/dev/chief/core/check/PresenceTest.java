package dev.chief.core.check;

import static dev.chief.core.check.Story.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.check.Presence.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final Instant LONG_AGO = time("00:00");
    private static final Optional<Duration> QUARTER = Optional.of(Duration.ofSeconds(15));

    @Test
    void aChiefIsOfflineWhenTwoHeartbeatsDidNotCome() {
        Presence presence = Presence.NONE.heard(time("06:00"), QUARTER);
        assertThat(presence.judge(time("06:00:30"), LONG_AGO).status()).isEqualTo(Status.ONLINE);
        Instant lookAt = presence.judge(time("06:00:30"), LONG_AGO).lookAt().orElseThrow();
        assertThat(presence.judge(lookAt, LONG_AGO).status()).isEqualTo(Status.OFFLINE);
    }

    @Test
    void patienceHasADefaultAndAFloor() {
        assertThat(Presence.NONE.patience()).isEqualTo(Duration.ofSeconds(45));
        assertThat(Presence.NONE.heard(LONG_AGO, Optional.of(Duration.ofSeconds(1))).patience())
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aChiefThatSaidThatItStopsIsNotOffline() {
        Presence presence = Presence.NONE.heard(time("06:00"), QUARTER).stopped(time("06:00:10"));
        assertThat(presence.judge(time("12:00"), LONG_AGO).status()).isEqualTo(Status.STOPPED);
        assertThat(presence.heard(time("12:00"), QUARTER).judge(time("12:00"), LONG_AGO).status())
                .isEqualTo(Status.ONLINE);
    }

    @Test
    void afterAnOutageOfTheMonitorAChiefHasAMinuteToBeHeard() {
        Presence presence = Presence.NONE.heard(time("06:00"), QUARTER);
        assertThat(presence.judge(time("07:00:59"), time("07:00")).status()).isEqualTo(Status.ONLINE);
        assertThat(presence.judge(time("07:01:01"), time("07:00")).status()).isEqualTo(Status.OFFLINE);
    }

    @Test
    void anOfflineChiefSaysWhenItWasHeardLast() {
        Alert alert = Presence.NONE.heard(time("06:00"), QUARTER).offline("host:/a.yaml", time("06:01"));
        assertThat(alert.alert().dedupeKey()).isEqualTo("CHIEF:host:/a.yaml");
        assertThat(alert.alert().cause()).isEqualTo("2026-01-06T06:00:00Z");
        assertThat(alert.opening().orElseThrow().title()).isEqualTo("Chief host:/a.yaml is offline");
    }

    @Test
    void orderAndRepetitionDoNotMatter() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            List<UnaryOperator<Presence>> heard = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                Instant at = time("06:00").plusSeconds(random.nextInt(10));
                Optional<Duration> interval = random.nextInt(4) == 0 ? Optional.empty()
                        : Optional.of(Duration.ofSeconds(1 + random.nextInt(60)));
                heard.add(random.nextInt(4) == 0 ? it -> it.stopped(at) : it -> it.heard(at, interval));
            }
            Presence inOrder = tell(heard);
            heard.addAll(List.copyOf(heard).subList(0, random.nextInt(heard.size())));
            Collections.shuffle(heard, random);
            assertThat(tell(heard)).as("seed " + seed).isEqualTo(inOrder);
        }
    }

    private static Presence tell(List<UnaryOperator<Presence>> heard) {
        Presence presence = Presence.NONE;
        for (UnaryOperator<Presence> one : heard) {
            presence = one.apply(presence);
        }
        return presence;
    }
}
