package io.holdfast.scheduler.postgres;

import io.holdfast.scheduler.scheduling.LogWatermark;
import io.holdfast.scheduler.scheduling.LogWatermarkRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.function.UnaryOperator;
import org.hibernate.Session;

@ApplicationScoped
class PanacheLogWatermarkRepository implements LogWatermarkRepository {

    private final Session session;

    PanacheLogWatermarkRepository(Session session) {
        this.session = session;
    }

    @Override
    @Transactional
    public LogWatermark read() {
        LogWatermarkEntity row = session.find(LogWatermarkEntity.class, true);
        return row == null ? LogWatermark.none() : row.watermark();
    }

    @Override
    @Transactional
    public void update(UnaryOperator<LogWatermark> next) {
        LogWatermarkEntity row = session.find(LogWatermarkEntity.class, true, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            LogWatermarkEntity first = new LogWatermarkEntity();
            first.become(next.apply(LogWatermark.none()));
            session.persist(first);
        } else {
            row.become(next.apply(row.watermark()));
        }
    }
}
