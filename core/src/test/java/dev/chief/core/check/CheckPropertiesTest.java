package dev.chief.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chief.core.check.Entry.What;
import dev.chief.core.check.Entry.What.Outcome;
import dev.chief.core.check.Situation.OpenAlert;
import dev.chief.core.event.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CheckPropertiesTest {
    private static final int TRACES = 10_000;

    /** In whatever order, in whatever portions and however often a trace is heard: the same check, alerts and counts. */
    @Test
    void orderAndRepetitionDoNotMatter() {
        for (int seed = 0; seed < TRACES; seed++) {
            Random random = new Random(seed);
            List<Entry> trace = trace(random);
            Story inOrder = new Story().at("23:00").hear(trace);
            List<Entry> shuffled = new ArrayList<>(trace);
            for (int i = random.nextInt(5); i > 0; i--) {
                shuffled.add(trace.get(random.nextInt(trace.size())));
            }
            Collections.shuffle(shuffled, random);
            Story inDisorder = new Story().at("23:00");
            for (int from = 0; from < shuffled.size();) {
                int to = Math.min(shuffled.size(), from + 1 + random.nextInt(6));
                inDisorder.hearOnly(shuffled.subList(from, to));
                from = to;
            }
            inDisorder.hear(List.of());
            assertThat(inDisorder.whole()).as("seed " + seed).isEqualTo(inOrder.whole());
        }
    }

    /** One by one as it happens, with the monitor looking at its own times: what is heard later changes no count. */
    @Test
    void ofEachKeyOneAlertIsOpenAtATimeAndDownImpliesAnAlert() {
        for (int seed = 0; seed < TRACES / 10; seed++) {
            Story story = new Story();
            for (Entry entry : trace(new Random(seed))) {
                story.at(entry.at().toString().substring(11, 19)).hear(List.of(entry));
                List<String> keys = story.situation().open().stream().map(OpenAlert::dedupeKey).toList();
                assertThat(keys).as("seed " + seed).doesNotHaveDuplicates();
            }
            Situation end = story.at("23:59").situation();
            if (story.status() == CheckStatus.DOWN && end.policy().alertOnMiss()) {
                assertThat(story.alerts()).as("seed " + seed).anyMatch(alert -> alert.startsWith("MISSED"));
            }
        }
    }

    @Test
    void aHistoryLongerThanWhatIsKeptComesOutAsIfItWereAppliedAtOnce() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<Entry> trace = longTrace(random);
            Situation atOnce = Check.replay(Story.JOB, Situation.EMPTY, trace).situation();
            List<Entry> nearlySorted = new ArrayList<>(trace);
            for (int i = 0; i + 20 < nearlySorted.size(); i += 20) {
                Collections.shuffle(nearlySorted.subList(i, i + 20), random);
            }
            List<Entry> archive = new ArrayList<>();
            Memory memory = Memory.EMPTY;
            for (Entry entry : nearlySorted) {
                archive.add(entry);
                memory = memory.hear(Story.JOB, List.of(entry), from -> archive.stream()
                        .filter(it -> from.isEmpty() || !it.at().isBefore(from.get()))
                        .toList()).memory();
            }
            assertThat(memory.current()).as("seed " + seed).isEqualTo(atOnce);
        }
    }

    /** What the monitor decides by its clock is ahead of all that a Chief tells of yesterday. */
    @Test
    void anEntryFarAheadDoesNotMakeAllBeforeItDearer() {
        for (int seed = 0; seed < 20; seed++) {
            List<Entry> trace = longTrace(new Random(seed));
            Entry ahead = Entry.of(Story.time("23:59"), "ahead", Policy.Change.NONE,
                    new What.Overran("r0", Metadata.EMPTY));
            List<Entry> archive = new ArrayList<>(List.of(ahead));
            Memory memory = Memory.EMPTY.hear(Story.JOB, archive, _ -> archive).memory();
            List<Integer> looks = new ArrayList<>();
            for (Entry entry : trace) {
                archive.add(entry);
                memory = memory.hear(Story.JOB, List.of(entry), from -> {
                    List<Entry> since = archive.stream()
                            .filter(it -> from.isEmpty() || !it.at().isBefore(from.get()))
                            .toList();
                    looks.add(since.size());
                    return since;
                }).memory();
            }
            List<Entry> whole = new ArrayList<>(trace);
            whole.add(ahead);
            assertThat(memory.current()).as("seed " + seed)
                    .isEqualTo(Check.replay(Story.JOB, Situation.EMPTY, whole).situation());
            // The begin itself and the one that is heard come on top of the entries that are kept.
            assertThat(looks).as("seed " + seed).hasSize(trace.size()).allMatch(size -> size <= 202);
        }
    }

    private static List<Entry> longTrace(Random random) {
        List<Entry> trace = new ArrayList<>();
        Instant at = Story.time("00:00");
        for (int i = 0; i < 600; i++) {
            at = at.plusSeconds(1 + random.nextInt(60));
            trace.add(Entry.of(at, "e" + i, Policy.Change.NONE, what(random, at, i)));
        }
        return trace;
    }

    private static List<Entry> trace(Random random) {
        List<Entry> trace = new ArrayList<>();
        Instant at = Story.time("05:00");
        int length = 1 + random.nextInt(40);
        for (int i = 0; i < length; i++) {
            // Some at the same instant, which is where an order that is not whole would show.
            at = at.plusSeconds(random.nextInt(4) == 0 ? 0 : random.nextInt(1200));
            trace.add(Entry.of(at, "e" + i, change(random), what(random, at, i)));
        }
        return trace;
    }

    private static Policy.Change change(Random random) {
        return random.nextInt(6) > 0 ? Policy.Change.NONE
                : new Policy.Change(maybe(random, random.nextBoolean()),
                        maybe(random, Duration.ofSeconds(random.nextInt(600))),
                        maybe(random, random.nextInt(4) > 0),
                        maybe(random, random.nextInt(4) > 0));
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static What what(Random random, Instant at, int number) {
        Optional<String> run = random.nextInt(8) == 0 ? Optional.empty()
                : Optional.of("r" + Math.max(0, number - random.nextInt(6)) / 2);
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> new What.Started(run, maybe(random, at.minusSeconds(random.nextInt(600))),
                    maybe(random, Duration.ofSeconds(random.nextInt(3600))));
            case 3, 4 -> new What.Ended(run, Outcome.SUCCEEDED, Metadata.EMPTY);
            case 5, 6 -> new What.Ended(run, Outcome.FAILED, Metadata.EMPTY);
            case 7 -> new What.Ended(run, Outcome.UNSAID, Metadata.EMPTY);
            case 8, 9 -> new What.Expected(Optional.of(at.plusSeconds(random.nextInt(3600))));
            case 10 -> random.nextInt(3) == 0 ? new What.Expected(Optional.empty()) : new What.Other();
            case 11 -> new What.Settled(at.minusSeconds(random.nextInt(1200)));
            case 12 -> random.nextInt(4) == 0 ? new What.Undeclared(Story.CHIEF)
                    : new What.Declared(Story.CHIEF, maybe(random, at.plusSeconds(random.nextInt(3600))));
            default ->
                new What.Closed(Story.JOB + (random.nextBoolean() ? ":FAILURE" : ":MISSED"), "by hand");
        };
    }
}
