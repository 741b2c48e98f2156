package io.holdfast.scheduler.postgres;

import io.holdfast.scheduler.scheduling.Hearing;
import io.holdfast.scheduler.scheduling.HearingBook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.function.UnaryOperator;
import org.hibernate.Session;

@ApplicationScoped
class PanacheHearingBook implements HearingBook {

    private final Session session;

    PanacheHearingBook(Session session) {
        this.session = session;
    }

    @Override
    @Transactional
    public Hearing read() {
        HearingEntity row = session.find(HearingEntity.class, true);
        return row == null ? Hearing.none() : row.hearing();
    }

    @Override
    @Transactional
    public void update(UnaryOperator<Hearing> next) {
        HearingEntity row = session.find(HearingEntity.class, true, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            HearingEntity first = new HearingEntity();
            first.become(next.apply(Hearing.none()));
            session.persist(first);
        } else {
            row.become(next.apply(row.hearing()));
        }
    }
}
