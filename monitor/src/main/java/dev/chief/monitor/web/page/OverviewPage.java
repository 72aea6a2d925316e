package dev.chief.monitor.web.page;

import java.util.List;
import java.util.Optional;

/**
 * The page that people leave open.
 *
 * @param verdict how things are, in a sentence
 * @param tone of the verdict
 * @param counts how many jobs are in which state, worst first
 * @param chiefs the instances
 * @param problems what needs attention, worst first
 * @param ribbon what comes
 * @param activity what came
 * @param events how many events there are
 * @param first whether nothing has been heard yet: the page then says how to begin
 * @param address of this monitor, for the lines of chief.yaml
 */
public record OverviewPage(
    Frame frame,
    String verdict,
    Tone tone,
    List<Count> counts,
    List<Chief> chiefs,
    List<Problem> problems,
    Ribbon ribbon,
    Activity activity,
    String events,
    boolean first,
    String address
) implements Page {
    public OverviewPage {
        counts = List.copyOf(counts);
        chiefs = List.copyOf(chiefs);
        problems = List.copyOf(problems);
    }

    /** How many jobs are in a state, and where they are listed. */
    public record Count(Badge badge, long jobs, String href) {}

    /** An instance of Chief. */
    public record Chief(String name, Badge badge, String version, String mode, Optional<Moment> lastSeen) {}

    /**
     * A job that needs attention, or an open alert that belongs to none.
     *
     * @param why what was expected, what was seen, what happens next
     * @param since when it began
     * @param alert the path of its open alert
     */
    public record Problem(
        Badge badge,
        String name,
        String href,
        String why,
        Optional<Moment> since,
        Optional<String> alert
    ) {}
}
