package dev.chief.monitor.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What was decided about checks: beside the events, the other half of their history. */
public final class VerdictTable {
    private static final String COLUMNS = "job_name, at, kind, subject, detail";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM verdicts ";

    private VerdictTable() {}

    /** Stores verdicts. */
    public static void add(Handle handle, Collection<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        try (
            Values values = new Values(handle,
                    "INSERT INTO verdicts (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?)")
        ) {
            for (Verdict verdict : verdicts) {
                values.text(verdict.jobName())
                        .instant(verdict.at())
                        .text(verdict.kind())
                        .text(verdict.subject())
                        .optionalText(verdict.detail())
                        .end();
            }
            values.execute();
        }
    }

    /**
     * What was decided about a job, oldest first; of what was decided at once, in the order in which it was stored.
     *
     * @param from inclusive
     */
    public static List<Verdict> ofJobSince(Handle handle, String jobName, Instant from) {
        return handle.createQuery(SELECT + """
                WHERE job_name = :job AND at >= :from ORDER BY at, id""")
                .bind("job", jobName)
                .bind("from", from)
                .map(VerdictTable::read)
                .list();
    }

    static Optional<Instant> latestOfJob(Handle handle, String jobName) {
        return handle.createQuery("SELECT max(at) FROM verdicts WHERE job_name = :job")
                .bind("job", jobName)
                .map((row, _) -> new Columns(row).optionalInstant())
                .one();
    }

    private static Verdict read(ResultSet row, StatementContext context) throws SQLException {
        Columns columns = new Columns(row);
        return new Verdict(columns.text(), columns.instant(), columns.text(), columns.text(),
                columns.optionalText());
    }
}
