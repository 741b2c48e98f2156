package io.holdfast.restore.doctor;

import io.holdfast.events.doctor.CheckResult;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.SecurityFixes;
import io.holdfast.restore.worker.ArchiveStagingArea;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether PostgreSQL's client programs have the security fixes that a hostile database or archive makes necessary. */
@ApplicationScoped
class ClientProgramsCheckup implements Checkup {

    private final ArchiveStagingArea archives;

    ClientProgramsCheckup(ArchiveStagingArea archives) {
        this.archives = archives;
    }

    @Override
    public List<CheckResult> check() {
        return judge(archives.programs().all());
    }

    static List<CheckResult> judge(List<ClientPrograms> installed) {
        return SecurityFixes.adviceFor(installed)
                .map(advice -> CheckResult.warn("client programs", advice.message(), advice.hint()))
                .stream()
                .toList();
    }
}
