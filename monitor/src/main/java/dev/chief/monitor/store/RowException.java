package dev.chief.monitor.store;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** What JDBC reports, in the form in which Jdbi reports it. */
final class RowException extends JdbiException {
    private static final long serialVersionUID = 1;

    RowException(SQLException cause) {
        super(cause);
    }
}
