package dev.chief.monitor.check;

import dev.chief.core.check.Entry;
import dev.chief.core.check.Entry.What;
import dev.chief.core.check.Policy;
import dev.chief.monitor.store.Verdict;
import java.time.Instant;
import java.util.Optional;

/** The entries of a history that no event of the job tells of, as the database keeps them. */
final class Verdicts {
    private static final String MISSED = "MISSED";
    private static final String OVERRUN = "OVERRUN";
    private static final String CLOSED = "CLOSED";
    private static final String DECLARED = "DECLARED";
    private static final String UNDECLARED = "UNDECLARED";

    private Verdicts() {}

    /** What the monitor decided. */
    static Verdict of(String job, Instant at, What what) {
        return switch (what) {
            case What.Missed missed -> new Verdict(job, at, MISSED, missed.slot().toString(),
                    Optional.of(MetadataJson.write(missed.evidence())));
            case What.Overran overran -> new Verdict(job, at, OVERRUN, overran.run(),
                    Optional.of(MetadataJson.write(overran.evidence())));
            case What.Closed(String key, String reason) ->
                new Verdict(job, at, CLOSED, key, Optional.of(reason));
            case What.Undeclared(String instance) ->
                new Verdict(job, at, UNDECLARED, instance, Optional.empty());
            case What.Started _,What.Ended _,What.Expected _,What.Declared _,What.Settled _,What.Other _ ->
                throw new IllegalArgumentException("The monitor does not decide this: " + what);
        };
    }

    /**
     * What a Chief declared of a job.
     *
     * @param job the item of the declaration, as JSON
     */
    static Verdict declared(Fleet.Item job, String instance, Instant at) {
        return new Verdict(job.name(), at, DECLARED, instance, Optional.of(job.json()));
    }

    /** The entry that a verdict is. */
    static Entry entry(Verdict verdict) {
        String id = verdict.kind() + ":" + verdict.subject();
        if (verdict.kind().equals(DECLARED)) {
            MetadataReader item = MetadataReader.of(verdict.detail().orElse("{}"));
            return Entry.of(verdict.at(), id, item.change(),
                    new What.Declared(verdict.subject(), item.instant("next_run_at")));
        }
        return Entry.of(verdict.at(), id, Policy.Change.NONE, switch (verdict.kind()) {
            case MISSED -> new What.Missed(Instant.parse(verdict.subject()),
                    MetadataJson.read(verdict.detail().orElse("{}")));
            case OVERRUN ->
                new What.Overran(verdict.subject(), MetadataJson.read(verdict.detail().orElse("{}")));
            case CLOSED -> new What.Closed(verdict.subject(), verdict.detail().orElse("manual"));
            case UNDECLARED -> new What.Undeclared(verdict.subject());
            default ->
                throw new IllegalStateException("The database holds a verdict of a kind that is not known: "
                        + verdict.kind());
        });
    }
}
