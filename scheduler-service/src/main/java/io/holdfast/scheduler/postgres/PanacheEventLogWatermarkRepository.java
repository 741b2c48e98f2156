package io.holdfast.scheduler.postgres;

import io.holdfast.scheduler.scheduling.EventLogWatermark;
import io.holdfast.scheduler.scheduling.EventLogWatermarkRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.function.UnaryOperator;
import org.hibernate.Session;

@ApplicationScoped
class PanacheEventLogWatermarkRepository implements EventLogWatermarkRepository {

    private final Session session;

    PanacheEventLogWatermarkRepository(Session session) {
        this.session = session;
    }

    @Override
    @Transactional
    public EventLogWatermark read() {
        EventLogWatermarkEntity row = session.find(EventLogWatermarkEntity.class, true);
        return row == null ? EventLogWatermark.none() : row.watermark();
    }

    @Override
    @Transactional
    public void update(UnaryOperator<EventLogWatermark> next) {
        EventLogWatermarkEntity row = session.find(EventLogWatermarkEntity.class, true, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            EventLogWatermarkEntity first = new EventLogWatermarkEntity();
            first.become(next.apply(EventLogWatermark.none()));
            session.persist(first);
        } else {
            row.become(next.apply(row.watermark()));
        }
    }
}
