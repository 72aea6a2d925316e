package dev.chief.monitor.web.page;

/**
 * What is shown instead of a page.
 *
 * @param status of HTTP
 * @param heading what is wrong
 * @param text what it means, in a sentence
 * @param advice what to do next
 * @param href where that is
 * @param link what the way there is called
 */
public record ErrorPage(
    Frame frame,
    int status,
    String heading,
    String text,
    String advice,
    String href,
    String link
) implements Page {
    /** That of a status, where no page knows more about it. */
    public static ErrorPage of(Frame frame, int status, String error) {
        return switch (status) {
            case 403 -> refused(frame, error);
            case 404 -> missing(frame, "There is no page at this address.");
            case 503 -> databaseAway(frame);
            default -> status < 500 ? new ErrorPage(frame, status, "Not possible",
                    error.isEmpty() ? "This address does not take such requests." : error,
                    "Go to the page in question and use its buttons.", "/", "Overview") : failed(frame);
        };
    }

    /** Whoever asked may not, or asked by an address that the monitor does not know. */
    private static ErrorPage refused(Frame frame, String error) {
        return new ErrorPage(frame, 403, "Not allowed", error,
                "Open the monitor by the address that it names when it starts, or have this one allowed.",
                "/",
                "Overview");
    }

    /** There is no such page, job, run or alert. */
    public static ErrorPage missing(Frame frame, String what) {
        return new ErrorPage(frame, 404, "Not found", what,
                "It may have been removed by retention, or its name is spelled differently. Names of jobs are case-sensitive.",
                "/jobs", "All jobs");
    }

    /** A form or a request came from elsewhere, or was too old. */
    public static ErrorPage forbidden(Frame frame) {
        return new ErrorPage(frame, 403, "Not allowed",
                "The form did not come from this monitor, or was open too long.",
                "Go back, reload the page and send the form again.", "/", "Overview");
    }

    /** Something went wrong that should not. */
    public static ErrorPage failed(Frame frame) {
        return new ErrorPage(frame, 500, "Something went wrong",
                "The monitor could not make this page. The reason is in its log.",
                "Try again; if it stays, look into the log of chief monitor at this minute.", "/",
                "Overview");
    }

    /** The database does not answer. */
    public static ErrorPage databaseAway(Frame frame) {
        return new ErrorPage(frame, 503, "The database is away",
                "The monitor runs, but its database does not answer. Chief and workers keep their events and send them later.",
                "Look at /v1/health for the reason, and at the disk or the server of the database.", "/",
                "Try again");
    }
}
