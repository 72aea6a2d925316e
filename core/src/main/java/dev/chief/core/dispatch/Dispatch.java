package dev.chief.core.dispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which run starts when. A value: {@link #step} leaves it as it is and returns the next one. For any thread.
 *
 * <p><b>Order.</b> A trigger, which is a slot or a person's wish, starts at once or joins one line. At most
 * {@link Limits#maxParallelJobs} different jobs run at a time; each time a lane is free the first in line starts. Slots
 * that are seen together join by the time that they were due, and those of the same time in file order.
 *
 * <p><b>Overlap.</b> While its job runs a trigger is dropped ({@code skip}), waits for the end of the run
 * ({@code queue}), or starts beside it, in the lane that its job has ({@code parallel}, up to
 * {@link Limits#maxRunsOfJob}; beyond that it waits). Of each job at most one trigger waits, whatever for: the first one,
 * which keeps its place and its slot; the ones that come meanwhile are dropped. So a job that had to wait starts once and
 * not in a burst.
 *
 * <p><b>Nobody starves.</b> A trigger that waited for its own job joins the line at its end when the run is over; and a
 * {@code parallel} trigger starts beside its job only if nobody is in line, else it joins at the end. So while a trigger
 * is in line, each other job starts at most once.
 *
 * <p><b>Late slots.</b> A slot that is seen more than {@link Limits#lateBound} after it was due was slept through. It is
 * missed, unless the job catches up: then {@code latest} runs the last of all slots of the job in that look, and
 * {@code all} each of them, the last {@link Limits#catchUpCap} if there are more. Catch-ups are not dropped by overlap:
 * they run one after another, and between two of them the others in line have their turn. One other trigger may wait
 * behind them, but not of a {@code skip} job. A slot that was seen in time and waited is never missed.
 *
 * <p><b>After.</b> A slot of a job with {@code after} needs a success of each of those jobs that came since this job's
 * last run started. When one is missing, the slot waits as long as each missing job is under way (runs, is in line, or
 * waits for such jobs itself), and is dropped, naming the missing ones, as soon as one is not. It does not wait for a run
 * that may come some time: the next slot is the next chance. A person's wish does not ask for {@code after}.
 *
 * <p><b>Once.</b> No slot up to the last one that was taken of its job is taken again, so that a clock set back runs
 * nothing twice. Each slot that is taken gets exactly one final {@link Outcome}, at most once preceded by
 * {@link Outcome.Queued}.
 */
public final class Dispatch {
    private final Board board;

    private Dispatch(Board board) {
        this.board = board;
    }

    /**
     * The state to start from: nothing runs and nothing waits.
     *
     * @param jobs all jobs in file order, disabled ones included
     * @param pasts what is remembered of them, by name; of the others nothing is
     * @throws IllegalArgumentException if two jobs have one name
     */
    public static Dispatch start(Limits limits, List<Policy> jobs, Map<String, Past> pasts) {
        List<JobState> states = new ArrayList<>(jobs.size());
        for (Policy job : jobs) {
            states.add(JobState.of(job, pasts.getOrDefault(job.name(), Past.NONE)));
        }
        return new Dispatch(new Board(limits, states));
    }

    /**
     * Takes an event.
     *
     * @throws IllegalArgumentException if a reload names two jobs alike
     */
    public Step step(Event event) {
        Board next = board.copy();
        List<Effect> effects = new Turn(next, event.now()).take(event);
        return new Step(new Dispatch(next), effects);
    }

    /**
     * What came of an event.
     *
     * @param state the state after it
     * @param effects what is to be done, in this order
     */
    public record Step(Dispatch state, List<Effect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    /** The last slot of a job that was taken; a scheduler asks for the next one after this or now, whichever is later. */
    public Optional<Instant> lastSlot(String job) {
        return board.find(job).flatMap(state -> state.past().lastSlot());
    }

    /** The runs that go on, by job in file order and then by start. Takes time with the number of jobs. */
    public List<Running> running() {
        List<Running> running = new ArrayList<>();
        for (JobState job : board.jobs()) {
            job.runs().forEach(run -> running.add(new Running(job.name(), run)));
        }
        return List.copyOf(running);
    }

    /**
     * The triggers that wait: first the line, in its order, then the others in file order. Takes time with the number of
     * jobs.
     */
    public List<Waiting> waiting() {
        List<Waiting> waiting = new ArrayList<>();
        for (String name : board.line().keySet()) {
            waiting.add(waiting(board.job(name), board.job(name).waiting().getFirst()));
        }
        for (JobState job : board.jobs()) {
            boolean inLine = board.line().containsKey(job.name());
            job.waiting()
                    .stream()
                    .skip(inLine ? 1 : 0)
                    .forEach(trigger -> waiting.add(waiting(job, trigger)));
        }
        return List.copyOf(waiting);
    }

    /** Whether {@link Event.Stopped} was taken, after which nothing starts. */
    public boolean isStopped() {
        return board.isStopped();
    }

    private Waiting waiting(JobState job, JobState.Pending trigger) {
        return new Waiting(job.name(), trigger.cause(), board.wait(job, trigger.cause()));
    }
}
