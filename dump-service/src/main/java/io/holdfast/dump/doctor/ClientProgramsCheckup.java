package io.holdfast.dump.doctor;

import io.holdfast.dump.worker.CachedClientPrograms;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.ClientSecurityFixCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Checks that PostgreSQL's client programs have the security fixes against malicious databases and archives. */
@ApplicationScoped
class ClientProgramsCheckup implements Checkup {

    private final CachedClientPrograms programs;

    ClientProgramsCheckup(CachedClientPrograms programs) {
        this.programs = programs;
    }

    @Override
    public List<DoctorCheckResult> check() {
        return check(programs.installed().all());
    }

    static List<DoctorCheckResult> check(List<ClientPrograms> installed) {
        return ClientSecurityFixCheck.adviceFor(installed)
                .map(advice -> DoctorCheckResult.warn("client programs", advice.message(), advice.hint()))
                .stream()
                .toList();
    }
}
