package io.holdfast.retention.postgres;

import io.holdfast.events.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Checks whether the event log already contains the answer to a request. With an empty catalog, the service reads old
 * requests again.
 */
@ApplicationScoped
public class AnsweredRequestCheck {

    private final TransactionSqlRunner sql;

    AnsweredRequestCheck(DataSource catalogue) {
        this.sql = new TransactionSqlRunner(catalogue);
    }

    /** @param source the CloudEvents source of this service's events */
    public boolean isAnswered(String source, UUID answer) {
        return !sql.query(
                        "select 1 from inbox where topic in ('', ?) and source = ? and id = ?",
                        row -> true,
                        Topic.BACKUP_EVENTS.topicName(),
                        source,
                        answer.toString())
                .isEmpty();
    }
}
