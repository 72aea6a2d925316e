package dev.chief.monitor.web.page;

import java.util.List;
import java.util.Optional;

/**
 * An alert and why it is one.
 *
 * @param status open, acknowledged or closed
 * @param severity how bad
 * @param type what kind
 * @param why what was expected, what was seen, what happens next
 * @param subject the job or Chief that it is about
 * @param subjectHref the page of the subject, if it has one
 * @param run the path of the run that raised it
 * @param silenceable the job that can be silenced because of it
 * @param timeline what happened, oldest first
 * @param evidence what was known when it opened
 * @param covered alerts that are listed inside this one
 * @param open whether it can be closed
 * @param acknowledged whether somebody said they saw it
 */
public record AlertView(
    long id,
    Badge status,
    Badge severity,
    String type,
    String title,
    String why,
    String subject,
    Optional<String> subjectHref,
    Optional<String> run,
    Optional<String> silenceable,
    List<Entry> timeline,
    List<Fact> evidence,
    List<DeliveryRow> deliveries,
    List<Fact> covered,
    boolean open,
    boolean acknowledged
) {
    public AlertView {
        timeline = List.copyOf(timeline);
        evidence = List.copyOf(evidence);
        deliveries = List.copyOf(deliveries);
        covered = List.copyOf(covered);
    }

    /** Something that happened to it. */
    public record Entry(Moment at, String text) {}

    /** Its permalink. */
    public String href() {
        return "/alerts/" + id;
    }
}
