package io.holdfast.events.log;

import io.holdfast.events.BackupRequested;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A minimal service: it stores each received message once. */
@ApplicationScoped
public class TestConsumer {

    private final TransactionalInbox inbox;
    private final DataSource catalogue;
    private final Queue<String> heardOn = new ConcurrentLinkedQueue<>();

    TestConsumer(TransactionalInbox inbox, DataSource catalogue) {
        this.inbox = inbox;
        this.catalogue = catalogue;
    }

    @Incoming("backup-requests")
    @Blocking
    void onRequest(ConsumerRecord<byte[], byte[]> record) {
        inbox.take(record, this::hear);
    }

    @Incoming("backup-events")
    @Blocking
    void onEvent(ConsumerRecord<byte[], byte[]> record) {
        inbox.take(record, this::hear);
    }

    private void hear(ReceivedMessage received) {
        heardOn.add(received.topic().topicName() + " " + received.envelope().id());
        if (received.message() instanceof BackupRequested request
                && request.database().contains("/")) {
            throw new UnprocessableMessageException("'" + request.database() + "' is not a database id");
        }
        if (received.message() instanceof BackupRequested request
                && request.database().equals("broken")) {
            throw new IllegalArgumentException("a handler with a defect");
        }
        try (Connection connection = catalogue.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into written (id) values (?) on conflict do nothing")) {
            insert.setString(1, received.envelope().id());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new CatalogueDatabaseException(e);
        }
    }

    /** Topic and id of each message that reached the handler. */
    List<String> heardOn() {
        return List.copyOf(heardOn);
    }

    /** Ids in the order of writing. */
    List<String> written() throws SQLException {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement select = connection.prepareStatement("select id from written order by at");
                ResultSet rows = select.executeQuery()) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }
}
