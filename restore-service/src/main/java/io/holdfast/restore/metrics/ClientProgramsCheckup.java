package io.holdfast.restore.metrics;

import io.holdfast.events.doctor.Check;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.SecurityFixes;
import io.holdfast.restore.worker.Archives;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether PostgreSQL's client programs have the security fixes that a hostile database or archive makes necessary. */
@ApplicationScoped
class ClientProgramsCheckup implements Checkup {

    private final Archives archives;

    ClientProgramsCheckup(Archives archives) {
        this.archives = archives;
    }

    @Override
    public List<Check> look() {
        return judge(archives.programs().all());
    }

    static List<Check> judge(List<ClientPrograms> installed) {
        return SecurityFixes.adviceFor(installed)
                .map(advice -> Check.warn("client programs", advice.message(), advice.hint()))
                .stream()
                .toList();
    }
}
