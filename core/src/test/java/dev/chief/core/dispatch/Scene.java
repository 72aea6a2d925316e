package dev.chief.core.dispatch;

import dev.chief.core.dispatch.Dispatch.Step;
import dev.chief.core.dispatch.Event.Due;
import dev.chief.core.dispatch.Outcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A day on which things happen to a dispatcher. Times are {@code HH:MM} of that day; what comes of it is told in words. */
final class Scene {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private Dispatch state;
    private Instant now = MIDNIGHT;
    private long requests;
    private final List<String> told = new ArrayList<>();

    private Scene(Limits limits, Map<String, Past> pasts, Policy... jobs) {
        state = Dispatch.start(limits, List.of(jobs), pasts);
    }

    static Scene of(Policy... jobs) {
        return new Scene(Limits.of(1), Map.of(), jobs);
    }

    static Scene withLanes(int lanes, Policy... jobs) {
        return new Scene(Limits.of(lanes), Map.of(), jobs);
    }

    static Scene with(Limits limits, Policy... jobs) {
        return new Scene(limits, Map.of(), jobs);
    }

    static Scene remembering(Map<String, Past> pasts, Policy... jobs) {
        return new Scene(Limits.of(1), pasts, jobs);
    }

    static Instant time(String text) {
        return MIDNIGHT.plusSeconds(LocalTime.parse(text).toSecondOfDay());
    }

    Scene at(String time) {
        now = time(time);
        return this;
    }

    /** Slots of this moment. */
    Scene due(String... jobs) {
        return take(new Event.SlotsDue(now, Arrays.stream(jobs).map(job -> new Due(job, now)).toList()));
    }

    /** Slots of one job that are seen now, by their times. */
    Scene sees(String job, String... times) {
        return take(new Event.SlotsDue(now, Arrays.stream(times)
                .map(time -> new Due(job, time(time)))
                .toList()));
    }

    /** A slot with jitter that is seen now. */
    Scene seesJittered(String job, String slot, String at) {
        return take(new Event.SlotsDue(now, List.of(new Due(job, time(slot), time(at)))));
    }

    /** A slot of each minute between two times, both inclusive, for each job. */
    Scene everyMinute(String from, String to, String... jobs) {
        for (Instant minute = time(from); !minute.isAfter(time(to)); minute = minute.plusSeconds(60)) {
            now = minute;
            due(jobs);
        }
        return this;
    }

    Scene triggers(String job) {
        requests++;
        return take(new Event.Triggered(now, job, requests));
    }

    /** The oldest run of a job succeeds. */
    Scene ends(String job) {
        return take(new Event.RunEnded(now, job, oldestRun(job), true));
    }

    Scene fails(String job) {
        return take(new Event.RunEnded(now, job, oldestRun(job), false));
    }

    Scene finds(String job) {
        return take(new Event.RunFound(now, job));
    }

    Scene reloads(Policy... jobs) {
        return reloads(1, jobs);
    }

    Scene reloads(int lanes, Policy... jobs) {
        return take(new Event.Reloaded(now, Limits.of(lanes), List.of(jobs)));
    }

    Scene cancels(String job) {
        return take(new Event.Cancelled(now, job));
    }

    Scene stops() {
        return take(new Event.Stopped(now));
    }

    Scene take(Event event) {
        Step step = state.step(event);
        state = step.state();
        step.effects().stream().map(Scene::words).filter(words -> !words.isEmpty()).forEach(told::add);
        return this;
    }

    /** What has come of it since this was asked the last time. */
    List<String> told() {
        List<String> news = List.copyOf(told);
        told.clear();
        return news;
    }

    /** Forgets what has come of it until now. */
    Scene then() {
        told.clear();
        return this;
    }

    /** How long a start waited in line, for those that started in the event. */
    Duration lineOf(Event event) {
        Step step = state.step(event);
        state = step.state();
        return step.effects()
                .stream()
                .filter(Effect.Start.class::isInstance)
                .map(effect -> ((Effect.Start) effect).inLine())
                .findFirst()
                .orElseThrow();
    }

    Dispatch state() {
        return state;
    }

    private long oldestRun(String job) {
        return state.running().stream().filter(run -> run.job().equals(job)).findFirst().orElseThrow().run();
    }

    private static String words(Effect effect) {
        return switch (effect) {
            case Effect.Start start -> start.job() + words(start.cause()) + " starts";
            case Effect.Adopt adopt -> adopt.job() + " goes on";
            case Effect.Refuse refuse -> refuse.job() + " " + clock(refuse.slot()) + " refused, "
                    + clock(refuse.last()) + " was taken";
            case Effect.Decided decided -> words(decided);
        };
    }

    private static String words(Effect.Decided decided) {
        String trigger = decided.job() + words(decided.cause());
        return switch (decided.outcome()) {
            // Told by the start that follows.
            case Outcome.Ran ran -> "";
            case Outcome.Queued queued -> trigger + " waits " + words(queued.waitsFor());
            case Outcome.Skipped skipped -> trigger + " skipped: " + words(skipped.reason());
            case Outcome.Missed missed -> trigger + " missed by " + missed.late().toMinutes() + " min"
                    + (missed.why() == Outcome.Missed.Why.NO_ROOM ? ", no room" : "");
            case Outcome.CaughtUp up -> trigger + " caught up by " + clock(up.slot());
        };
    }

    static String words(Wait wait) {
        return switch (wait) {
            case Wait.InLine line -> "in line";
            case Wait.OwnRun own -> "for run " + own.run();
            case Wait.After after -> "for " + String.join(", ", after.missing());
            case Wait.Behind behind -> "behind" + words(behind.first());
        };
    }

    private static String words(Reason reason) {
        return switch (reason) {
            case Reason.Running running -> "run " + running.run() + " goes on";
            case Reason.AlreadyWaiting waiting -> words(waiting.first()).strip() + " waits already";
            case Reason.NotAfter after -> "no success of " + String.join(", ", after.missing());
            case Reason.Disabled disabled -> "disabled";
            case Reason.NotInFile gone -> "not in the file";
            case Reason.Cancelled cancelled -> "cancelled";
            case Reason.Stopping stopping -> "stopping";
        };
    }

    private static String words(Cause cause) {
        return switch (cause) {
            case Cause.Slot slot -> " " + clock(slot.slot());
            case Cause.Manual manual -> " by hand";
        };
    }

    private static String clock(Instant instant) {
        return LocalTime.ofInstant(instant, ZoneOffset.UTC).toString();
    }
}
